using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Accounts;

/// <summary>
/// Where the link leads that an administrator makes for somebody who has lost the password or the keys: a new password,
/// and the old keys are gone. The token hangs on the security stamp, so it works once; it ends after a day.
/// </summary>
[Public]
public sealed class NewPasswordModel(UserManager<Person> people) : PageModel
{
    public Person? Person { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? token) => await FindAsync(id, token) ? Page() : Over();

    public async Task<IActionResult> OnPostAsync(Guid id, string? token, string? password)
    {
        if (!await FindAsync(id, token)) return Over();
        var person = Person!;
        var wanted = PasswordRules.Clean(password);
        if (PasswordRules.Check(wanted, "password", person.Email!, person.Name) is { } refusal) return this.Refuse(refusal);
        if (!(await people.ResetPasswordAsync(person, token!, wanted)).Succeeded) return Over();

        foreach (var key in await people.GetPasskeysAsync(person)) await people.RemovePasskeyAsync(person, key.CredentialId);
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        await people.SetLockoutEndDateAsync(person, null);
        await people.ResetAccessFailedCountAsync(person);
        return LocalRedirect("/account/sign-in");
    }

    private async Task<bool> FindAsync(Guid id, string? token)
    {
        Person = await people.FindByIdAsync(id.ToString());
        return Person is { DisabledAt: null } && token is not null && await people.VerifyUserTokenAsync(
            Person, people.Options.Tokens.PasswordResetTokenProvider, UserManager<Person>.ResetPasswordTokenPurpose, token);
    }

    private PageResult Over()
    {
        Person = null;
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
