using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Accounts;

/// <summary>The second step of signing in: the code of the authenticator app, or one of the recovery codes.</summary>
[Public]
public sealed class CodeModel(UserManager<Person> people, SignInManager<Person> signIn, ChanceryDb db, Visit visit) : PageModel
{
    private const string Own = "[Chancery]";
    private const string LastCode = "LastCode";

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken stop)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { DisabledAt: null } person) return Again();
        var typed = string.Concat((code ?? "").Where(char.IsLetterOrDigit));
        var result = Recovery ? await WithRecoveryCodeAsync(typed) : await WithAppAsync(person, typed);
        if (result.Succeeded)
        {
            await db.NoteSignInAsync(person.Id, visit.Now, stop);
            return LocalRedirect(LocalPath.Or(Back, "/desk"));
        }
        return this.Refuse(new Refusal(Recovery ? "account.recovery-code-wrong" : "account.code-wrong", "code"));
    }

    private async Task<Microsoft.AspNetCore.Identity.SignInResult> WithAppAsync(Person person, string code)
    {
        // A code that was read over a shoulder is worth nothing once it was used.
        if (code == await people.GetAuthenticationTokenAsync(person, Own, LastCode)) return Microsoft.AspNetCore.Identity.SignInResult.Failed;
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        if (result.Succeeded) await people.SetAuthenticationTokenAsync(person, Own, LastCode, code);
        return result;
    }

    // Identity's codes are XXXXX-XXXXX; people leave the hyphen out or type small letters.
    private Task<Microsoft.AspNetCore.Identity.SignInResult> WithRecoveryCodeAsync(string code) =>
        signIn.TwoFactorRecoveryCodeSignInAsync(code.Length == 10 ? $"{code[..5]}-{code[5..]}".ToUpperInvariant() : code);

    private LocalRedirectResult Again() => LocalRedirect("/account/sign-in?back=" + Uri.EscapeDataString(LocalPath.Or(Back, "/desk")));
}
