using Chancery.Platform.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Chancery.Features.Accounts;

/// <summary>
/// What the browser needs before it can use or make a passkey. The answer of the authenticator then travels in an
/// ordinary form of the sign-in page and of the account page.
/// </summary>
internal static class Passkeys
{
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/account/passkeys/request-options", RequestOptions).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        app.MapPost("/account/passkeys/creation-options", CreationOptions).WithMetadata(new SignedInAttribute()).ExcludeFromDescription();
    }

    // For nobody in particular: the authenticator itself knows whose it is, so the answer tells nothing about accounts.
    private static async Task<IResult> RequestOptions(HttpContext http, IAntiforgery antiforgery, SignInManager<Person> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        return TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    private static async Task<IResult> CreationOptions(HttpContext http, IAntiforgery antiforgery, SignInManager<Person> signIn, Visit visit)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        return TypedResults.Content(
            await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
            {
                Id = visit.Person.Id.ToString(),
                Name = visit.Person.Email!,
                DisplayName = visit.Person.Name,
            }), "application/json");
    }
}
