using System.Security.Claims;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Accounts;

/// <summary>One's own account: name, language, password, the keys one signs in with, and the way out everywhere.</summary>
[SignedIn]
public sealed class AccountModel(
    UserManager<Person> people, SignInManager<Person> signIn, Visit visit, Words words, Reader reader) : PageModel
{
    public sealed class InputModel
    {
        public string? Name { get; set; }
        public string? Language { get; set; }
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Led here because the role asks for a second factor.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Enrol { get; set; }

    public Person Person { get; private set; } = null!;

    public IList<UserPasskeyInfo> Keys { get; private set; } = [];

    public int CodesLeft { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Input = new InputModel { Name = Person.Name, Language = Person.Language };
        return Page();
    }

    public async Task<IActionResult> OnPostProfileAsync()
    {
        await LoadAsync();
        var name = PlainText.Clean(Input.Name).Trim();
        if (PasswordRules.CheckPerson(name, Person.Email!) is { } refusal) return this.Refuse(refusal);

        Person.Name = name;
        if (Input.Language is { } language && words.Languages.Contains(language))
        {
            Person.Language = language;
            LanguageModel.Remember(HttpContext, language, visit.Now);
        }
        await people.UpdateAsync(Person);
        return Done("accounts.saved");
    }

    public async Task<IActionResult> OnPostPasswordAsync(string? current, string? password)
    {
        await LoadAsync();
        Keep();
        var wanted = PasswordRules.Clean(password);
        if (PasswordRules.Check(wanted, "password", Person.Email!, Person.Name) is { } refusal) return this.Refuse(refusal);
        if (!(await people.ChangePasswordAsync(Person, PasswordRules.Clean(current), wanted)).Succeeded)
            return this.Refuse(new Refusal("account.current-password-wrong", "current"));

        // The stamp has changed: every other session ends here, this one goes on.
        await signIn.RefreshSignInAsync(Person);
        return Done("accounts.password-changed");
    }

    public async Task<IActionResult> OnPostAddPasskeyAsync(string? credential, string? keyName)
    {
        await LoadAsync();
        Keep();
        var attestation = string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAttestationAsync(credential);
        if (attestation is not { Succeeded: true } || attestation.UserEntity.Id != Person.Id.ToString())
            return this.Refuse(new Refusal("account.passkey-failed", "keyName"));

        var name = PlainText.Clean(keyName).Trim();
        attestation.Passkey.Name = name.Length is > 0 and <= 100 ? name : reader["accounts.passkey"];
        await people.AddOrUpdatePasskeyAsync(Person, attestation.Passkey);
        // Whoever has just shown the new key has shown a second factor.
        await signIn.SignInWithClaimsAsync(Person, isPersistent: false, [new Claim("amr", EndedSession.Passkey)]);
        return Done("accounts.passkey-added");
    }

    public async Task<IActionResult> OnPostRemovePasskeyAsync(string? key)
    {
        await LoadAsync();
        if (Keys.FirstOrDefault(k => Convert.ToBase64String(k.CredentialId) == key) is not { } found) return NotFound();
        await people.RemovePasskeyAsync(Person, found.CredentialId);
        return Done("accounts.passkey-removed");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await LoadAsync();
        await people.UpdateSecurityStampAsync(Person);
        await signIn.SignOutAsync();
        return LocalRedirect("/account/sign-in");
    }

    private async Task LoadAsync()
    {
        Person = (await people.FindByIdAsync(visit.Person.Id.ToString()))!;
        Keys = await people.GetPasskeysAsync(Person);
        CodesLeft = await people.CountRecoveryCodesAsync(Person);
    }

    // The other forms of the page do not send the profile's fields.
    private void Keep() => Input = new InputModel { Name = Person.Name, Language = Person.Language };

    private LocalRedirectResult Done(string key)
    {
        TempData["Done"] = reader[key];
        return LocalRedirect("/account");
    }
}
