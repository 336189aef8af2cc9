// Passkeys. A form with data-passkey gets its options from the server, lets the browser ask the authenticator ("get" to
// sign in, "create" to add a key) and then sends itself with the answer in its field "credential". Without a browser
// that can do this the form stays hidden, and password and code remain.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) break
  form.hidden = false
  const failed = form.querySelector('[data-passkey-error]')
  form.addEventListener('submit', async (event) => {
    const field = form.elements.credential
    if (field.value) return
    event.preventDefault()
    if (!form.reportValidity()) return
    const button = form.querySelector('button')
    button.disabled = true
    if (failed) failed.hidden = true
    try {
      const answer = await fetch(form.dataset.options, {
        method: 'POST',
        headers: { RequestVerificationToken: form.elements.__RequestVerificationToken.value },
      })
      if (!answer.ok) throw new Error(`options: ${answer.status}`)
      const options = await answer.json()
      const credential = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      field.value = JSON.stringify(credential)
      form.submit()
    } catch {
      // Cancelled, timed out, or no key here: the person decides what next.
      if (failed) failed.hidden = false
      button.disabled = false
    }
  })
}
