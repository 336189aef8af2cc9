using System.Diagnostics;
using System.Security.Claims;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Chancery.Features.Accounts;

/// <summary>
/// The door. Whoever does not get in learns nothing about who is here: an unknown address, a wrong password, a closed and a
/// locked account get the same words after the same time.
/// </summary>
[Public]
[EnableRateLimiting(AccountsFeature.SignInLimit)]
public sealed class SignInModel(
    UserManager<Person> people, SignInManager<Person> signIn, ChanceryDb db, Visit visit, IConfiguration settings) : PageModel
{
    /// <summary>
    /// No answer leaves sooner. It hides what the hash alone does not: the failed try that is written to a known account.
    /// </summary>
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(300);

    // A hash of the same cost to try passwords of unknown addresses on.
    private static string? _nobody;

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Signed in by password only, where a passkey is needed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Stronger { get; set; }

    public string To => LocalPath.Or(Back, "/desk");

    public string? Provider => OpenId.Name(settings);

    public IActionResult OnGet(string? openid)
    {
        if (visit.IsSignedIn && !Stronger) return LocalRedirect(To);
        if (openid is not null) return this.Refuse(new Refusal("account.openid-failed"));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? password, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var (person, result) = await TryAsync((Email ?? "").Trim(), PasswordRules.Clean(password));
        if (result.Succeeded) await db.NoteSignInAsync(person!.Id, visit.Now, stop);

        var left = Floor - Stopwatch.GetElapsedTime(started);
        if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, stop);
        if (result.Succeeded) return LocalRedirect(To);
        if (result.RequiresTwoFactor) return LocalRedirect("/account/sign-in/code?back=" + Uri.EscapeDataString(To));
        return this.Refuse(new Refusal("account.sign-in-failed", "Email"));
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken stop)
    {
        var assertion = string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAssertionAsync(credential);
        if (assertion is not { Succeeded: true, User.DisabledAt: null }) return this.Refuse(new Refusal("account.passkey-failed"));

        // Keeps the authenticator's counter, by which a copied key shows.
        await people.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
        await signIn.SignInWithClaimsAsync(assertion.User, isPersistent: false, [new Claim("amr", EndedSession.Passkey)]);
        await db.NoteSignInAsync(assertion.User.Id, visit.Now, stop);
        return LocalRedirect(To);
    }

    private async Task<(Person?, Microsoft.AspNetCore.Identity.SignInResult)> TryAsync(string email, string password)
    {
        var person = email.Length is > 0 and <= 254 ? await people.FindByEmailAsync(email) : null;
        if (person is { DisabledAt: null, PasswordHash: not null } && password.Length <= PasswordRules.MaxLength && !await people.IsLockedOutAsync(person))
            return (person, await signIn.PasswordSignInAsync(person, password, isPersistent: false, lockoutOnFailure: true));

        var nobody = _nobody ??= people.PasswordHasher.HashPassword(new Person { Name = "" }, Guid.CreateVersion7().ToString());
        people.PasswordHasher.VerifyHashedPassword(new Person { Name = "" }, nobody, password.Length <= PasswordRules.MaxLength ? password : "");
        return (null, Microsoft.AspNetCore.Identity.SignInResult.Failed);
    }
}
