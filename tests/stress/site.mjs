// SPDX-License-Identifier: EUPL-1.2
// The settings, with every sign in them that has a meaning of its own in XML, in PDF or in YAML.

const settings = {
	title: "Proefportaal <&> (\\)",
	notice: "Dit is een proef: <niet> de tekst (of een deel \\ ervan) & niet \"officieel\".",
	language: "nl",
	timezone: "Europe/Amsterdam",
	base_url: "https://proef.example.nl/",
	organisation: {
		name: "Ministerie van Proeven & Toetsen <P&T>",
		letterhead: ["Plein 1", "MPC 58 (B)", "Postbus 20701", "2500 ES Den Haag", "www.example.nl/een/heel/lang/adres/dat/niet/op/een/regel/past"],
		return_address: "Postbus 1 2500 ES Den Haag",
	},
	addressees: [
		{
			id: "tweede-kamer",
			lines: ["de Voorzitter van de Tweede Kamer", "der Staten-Generaal", "Bezuidenhoutseweg 67", "2594 AC Den Haag"],
			salutation: "Geachte voorzitter,",
		},
		{ id: "abroad", lines: ["The Speaker", "Vilniaus gatvė 1 – Łódź"], salutation: "Dear Speaker," },
	],
	closing: "Hoogachtend,",
	statuses: [
		{ id: "not-started", label: "Nog niet gestart", open: true },
		{ id: "in-progress", label: "Onderhanden", open: true },
		{ id: "done", label: "Afgerond (≥ 90%)", open: false },
	],
	decisions: [
		{ id: "adopted", label: "Overgenomen", follow: true },
		{ id: "rejected", label: "Niet overgenomen", follow: false },
		{ id: "undecided", label: "Nog geen reactie", follow: false, decided: false },
	],
};

export const site = { path: "site.yaml", bytes: JSON.stringify(settings, null, 2) + "\n" };
