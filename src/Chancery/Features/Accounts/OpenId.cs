using System.Security.Claims;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Chancery.Features.Accounts;

/// <summary>
/// Signing in at the ministry's or the foundation's own identity provider, when <c>Chancery:OpenId</c> names one. It lets
/// in people who are here already, known by an address that the provider has verified; it never makes an account.
/// </summary>
internal static class OpenId
{
    public const string Scheme = "OpenId";

    /// <summary>What the button says, or null when no provider is configured.</summary>
    public static string? Name(IConfiguration settings) =>
        string.IsNullOrEmpty(settings["Chancery:OpenId:Authority"]) ? null : settings["Chancery:OpenId:Name"] ?? "OpenID Connect";

    public static void AddOpenId(this WebApplicationBuilder builder)
    {
        if (Name(builder.Configuration) is null) return;
        var settings = builder.Configuration.GetSection("Chancery:OpenId");
        builder.Services.AddAuthentication().AddOpenIdConnect(Scheme, openId =>
        {
            openId.Authority = settings["Authority"];
            openId.ClientId = settings["ClientId"];
            openId.ClientSecret = settings["ClientSecret"];
            openId.RequireHttpsMetadata = new Uri(settings["Authority"]!) is { IsLoopback: false };
            openId.SignInScheme = IdentityConstants.ExternalScheme;
            openId.ResponseType = OpenIdConnectResponseType.Code;
            // The code comes back by GET, so that the cookies of this dance may stay Lax.
            openId.ResponseMode = OpenIdConnectResponseMode.Query;
            openId.CorrelationCookie.SameSite = openId.NonceCookie.SameSite = SameSiteMode.Lax;
            openId.CorrelationCookie.SecurePolicy = openId.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            openId.UsePkce = true;
            openId.MapInboundClaims = false;
            openId.GetClaimsFromUserInfoEndpoint = true;
            openId.ClaimActions.MapJsonKey("email_verified", "email_verified");
            openId.CallbackPath = "/account/openid/callback";
            openId.Scope.Clear();
            openId.Scope.Add("openid");
            openId.Scope.Add("email");
            openId.Scope.Add("profile");
            openId.Events.OnRemoteFailure = failure =>
            {
                failure.HandleResponse();
                failure.Response.Redirect("/account/sign-in?openid=failed");
                return Task.CompletedTask;
            };
        });
    }

    public static void MapOpenId(this WebApplication app)
    {
        if (Name(app.Configuration) is null) return;
        // A link, not a form: the policy on forms (form-action 'self') stops a form that is sent on to another host.
        app.MapGet("/account/openid", Start).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        app.MapGet("/account/openid/done", DoneAsync).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }

    private static ChallengeHttpResult Start(string? back, SignInManager<Person> signIn)
    {
        var done = "/account/openid/done?back=" + Uri.EscapeDataString(LocalPath.Or(back, "/desk"));
        return TypedResults.Challenge(signIn.ConfigureExternalAuthenticationProperties(Scheme, done), [Scheme]);
    }

    private static async Task<IResult> DoneAsync(
        string? back, SignInManager<Person> signIn, UserManager<Person> people, ChanceryDb db, Visit visit, CancellationToken stop)
    {
        var failed = TypedResults.LocalRedirect("/account/sign-in?openid=failed");
        if (await signIn.GetExternalLoginInfoAsync() is not { } login) return failed;
        var person = await people.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
        if (person is null)
        {
            var email = login.Principal.FindFirstValue("email");
            if (email is null || !string.Equals(login.Principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase))
                return failed;
            person = await people.FindByEmailAsync(email);
            // An address that somebody merely typed here must not become a stranger's account.
            if (person is not { EmailConfirmed: true, DisabledAt: null }) return failed;
            if (!(await people.AddLoginAsync(person, login)).Succeeded) return failed;
        }
        if (person.DisabledAt is not null) return failed;

        var to = LocalPath.Or(back, "/desk");
        var result = await signIn.ExternalLoginSignInAsync(login.LoginProvider, login.ProviderKey, isPersistent: false, bypassTwoFactor: false);
        if (result.RequiresTwoFactor) return TypedResults.LocalRedirect("/account/sign-in/code?back=" + Uri.EscapeDataString(to));
        if (!result.Succeeded) return failed;
        await db.NoteSignInAsync(person.Id, visit.Now, stop);
        return TypedResults.LocalRedirect(to);
    }
}
