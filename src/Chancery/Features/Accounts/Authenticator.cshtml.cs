using System.Security.Claims;
using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Chancery.Features.Accounts;

/// <summary>The authenticator app: turned on with its first code, which shows the recovery codes once; turned off with the password.</summary>
[SignedIn]
public sealed class AuthenticatorModel(UserManager<Person> people, SignInManager<Person> signIn, Visit visit) : PageModel
{
    private const int CodeCount = 10;

    /// <summary>Where to go on afterwards: first-run setup leads through here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public string To => LocalPath.Or(Next, "/account");

    public Person Person { get; private set; } = null!;

    /// <summary>The key in groups of four, while the app is being set up.</summary>
    public string Key { get; private set; } = "";

    public string QrCode { get; private set; } = "";

    /// <summary>Shown in this answer and never again.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public async Task OnGetAsync() => await LoadAsync();

    /// <summary>A key is made on purpose, not by looking at the page: making one changes the account.</summary>
    public async Task<IActionResult> OnPostBeginAsync()
    {
        await LoadAsync();
        if (!Person.TwoFactorEnabled)
        {
            await people.ResetAuthenticatorKeyAsync(Person);
            await signIn.RefreshSignInAsync(Person);
        }
        return LocalRedirect("/account/authenticator?next=" + Uri.EscapeDataString(To));
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? code)
    {
        await LoadAsync();
        if (Person.TwoFactorEnabled || Key.Length == 0) return LocalRedirect("/account/authenticator");
        var typed = string.Concat((code ?? "").Where(char.IsAsciiDigit));
        if (!await people.VerifyTwoFactorTokenAsync(Person, people.Options.Tokens.AuthenticatorTokenProvider, typed))
            return this.Refuse(new Refusal("account.code-wrong", "code"));

        await people.SetTwoFactorEnabledAsync(Person, true);
        await signIn.SignInWithClaimsAsync(Person, isPersistent: false, [new Claim("amr", "mfa")]);
        return await ShowCodesAsync();
    }

    public async Task<IActionResult> OnPostCodesAsync(string? password)
    {
        await LoadAsync();
        if (!Person.TwoFactorEnabled) return LocalRedirect("/account/authenticator");
        if (!await people.CheckPasswordAsync(Person, PasswordRules.Clean(password)))
            return this.Refuse(new Refusal("account.current-password-wrong", "password"));
        return await ShowCodesAsync();
    }

    public async Task<IActionResult> OnPostOffAsync(string? password)
    {
        await LoadAsync();
        if (!await people.CheckPasswordAsync(Person, PasswordRules.Clean(password)))
            return this.Refuse(new Refusal("account.current-password-wrong", "password"));
        await people.SetTwoFactorEnabledAsync(Person, false);
        await people.ResetAuthenticatorKeyAsync(Person);
        await signIn.RefreshSignInAsync(Person);
        return LocalRedirect("/account");
    }

    private async Task<IActionResult> ShowCodesAsync()
    {
        Codes = [.. (await people.GenerateNewTwoFactorRecoveryCodesAsync(Person, CodeCount))!];
        return Page();
    }

    private async Task LoadAsync()
    {
        Person = (await people.FindByIdAsync(visit.Person.Id.ToString()))!;
        if (Person.TwoFactorEnabled || await people.GetAuthenticatorKeyAsync(Person) is not { } key) return;

        Key = string.Join(' ', key.Chunk(4).Select(part => new string(part)));
        var account = Uri.EscapeDataString(Person.Email!);
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode($"otpauth://totp/Chancery:{account}?secret={key}&issuer=Chancery&digits=6", QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        QrCode = "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(code.GetGraphic(4)));
    }
}
