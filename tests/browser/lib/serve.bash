# SPDX-License-Identifier: EUPL-1.2
# Starts nginx and Apache with the examples of docs/servers/ on free ports of loopback, each with its files in $work: what the machine
# itself runs is not touched. Of the examples only folder, port and certificate are changed.

free_port() {
	node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# answers NAME ADDRESS LOG: whether the server speaks within ten seconds.
answers() {
	local try
	for try in $(seq 100); do
		curl -s -o "$work/answer" "$2" && return 0
		sleep 0.1
	done
	echo "$1 does not answer" >&2
	head -n 20 "$3" >&2
	return 1
}

serve_nginx() { # serve_nginx FOLDER
	local own=$work/nginx port plain
	port=$(free_port) plain=$(free_port)
	mkdir -p "$own"
	sed -e "s,/var/www/opvolging/out,$1," -e '/^	ssl_/d' -e '/listen \[::\]/d' -e "s/listen 443.*;/listen 127.0.0.1:$port;/" \
		-e "s/listen 80;/listen 127.0.0.1:$plain;/" "$root/docs/servers/nginx.conf" > "$own/site.conf"
	cat > "$own/nginx.conf" <<-END
		load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
		$([ "$(id -u)" -ne 0 ] || echo 'user www-data;')
		daemon off;
		worker_processes 1;
		pid $own/pid;
		error_log $own/error.log;
		events { worker_connections 256; }
		http {
			access_log off;
			client_body_temp_path $own/body;
			proxy_temp_path $own/proxy;
			fastcgi_temp_path $own/fastcgi;
			uwsgi_temp_path $own/uwsgi;
			scgi_temp_path $own/scgi;
			include $own/site.conf;
		}
	END
	/usr/sbin/nginx -p "$own" -e "$own/error.log" -c "$own/nginx.conf" > "$own/out" 2>&1 &
	servers="$servers $!"
	export nginx=http://127.0.0.1:$port nginx_plain=http://127.0.0.1:$plain
	answers nginx "$nginx/" "$own/out"
}

serve_apache() { # serve_apache FOLDER
	local own=$work/apache port plain module
	port=$(free_port) plain=$(free_port)
	mkdir -p "$own"
	sed -e "s,/var/www/opvolging/out,$1," -e "s/<VirtualHost \*:443>/<VirtualHost 127.0.0.1:$port>/" \
		-e "s/<VirtualHost \*:80>/<VirtualHost 127.0.0.1:$plain>/" "$root/docs/servers/apache.conf" > "$own/site.conf"
	{
		echo "ServerRoot $own"
		echo "ServerName opvolging.example.nl"
		echo "Listen 127.0.0.1:$port"
		echo "Listen 127.0.0.1:$plain"
		echo "PidFile $own/pid"
		echo "Mutex file:$own"
		echo "ErrorLog $own/error.log"
		for module in mpm_event authz_core mime dir headers rewrite alias autoindex negotiation; do
			echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
		done
		[ "$(id -u)" -ne 0 ] || printf 'User www-data\nGroup www-data\n'
		# Debian's list, which calls each .gz an archive.
		echo "TypesConfig $([ -f /etc/mime.types ] && echo /etc/mime.types || echo /dev/null)"
		echo "Include $own/site.conf"
	} > "$own/apache.conf"
	/usr/sbin/apache2 -f "$own/apache.conf" -DFOREGROUND > "$own/out" 2>&1 &
	servers="$servers $!"
	export apache=http://127.0.0.1:$port apache_plain=http://127.0.0.1:$plain
	answers Apache "$apache/" "$own/out"
}
