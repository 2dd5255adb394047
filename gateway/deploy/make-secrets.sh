#!/bin/sh
# Makes the secrets that compose.yaml reads, each in a file of its own under secrets/ beside this, once: what is there stays.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
cd secrets

random() { openssl rand -base64 "$1" | tr -d '\n'; }
once() { [ -e "$1" ] || { cat >"$1.new" && mv "$1.new" "$1"; }; }

once mongodb-keyfile <<END
$(random 756)
END
once mongodb-root-password <<END
$(openssl rand -hex 32)
END
once mongodb-gateway-password <<END
$(openssl rand -hex 32)
END
once mongodb-uri <<END
mongodb://gateway:$(cat mongodb-gateway-password)@mongodb-1,mongodb-2,mongodb-3/connect_with_aws?replicaSet=rs0&authSource=admin
END
once session-keys <<END
key-1:$(random 32)
END
once wrapping-keys <<END
key-1:$(random 32)
END
once oidc-keys <<END
key-1:$(openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null | openssl pkcs8 -topk8 -nocrypt -outform DER | openssl base64 -A)
END
once webhook-secrets <<END
whsec_$(random 32)
END
if [ ! -e partner-keys ]; then
  key="cwa_sk_backend_$(random 32 | tr '+/' '-_' | tr -d '=')"
  hash=$(printf %s "$key" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
  printf '%s\n' "backend:$hash" >partner-keys
  echo "For your backend, shown once: $key"
fi
# The containers read them as users of their own: whoever may enter the folder is this machine's matter.
chmod 755 . && chmod 644 ./*
