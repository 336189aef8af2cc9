using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>Front door of Accounts: signing in, one's own account, the people of a mission and the mission itself.</summary>
public static class AccountsFeature
{
    internal const string SignInLimit = "sign-in";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(SignInLimit, SignInPartition);
        });
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // Found without a user name, and never without the owner's finger or PIN: two factors in one.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
            if (Uri.TryCreate(builder.Configuration["Chancery:PublicUrl"], UriKind.Absolute, out var address))
                passkeys.ServerDomain = address.Host;
        });
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.OnRefreshingPrincipal = KeepHowTheyCameIn);
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie => cookie.Events.OnSigningIn = signing =>
        {
            var identity = (ClaimsIdentity)signing.Principal!.Identity!;
            if (!identity.HasClaim(c => c.Type == EndedSession.Claim))
                identity.AddClaim(new Claim(EndedSession.Claim, Guid.CreateVersion7().ToString()));
            return Task.CompletedTask;
        });
        builder.AddOpenId();
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.Use(ReadSignInForm);
        app.UseRateLimiter();
        app.MapPasskeys();
        app.MapAccountsApi();
        app.MapOpenId();
    }

    /// <summary>Ten tries a minute for one account from one address: many people behind one office address do not meet.</summary>
    private static RateLimitPartition<string> SignInPartition(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return RateLimitPartition.GetNoLimiter("");
        var account = http.Request.Form["Email"].ToString().Trim().ToUpperInvariant();
        if (account.Length == 0) return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetFixedWindowLimiter(
            $"{http.Connection.RemoteIpAddress} {Tokens.Hash(account)}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) });
    }

    // The limiter asks for its partition synchronously, so the form has to be there already.
    private static async Task ReadSignInForm(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null
            && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType)
        {
            if (http.Request.ContentLength is not (>= 0 and <= 64 * 1024))
            {
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }
            await http.Request.ReadFormAsync(http.RequestAborted);
        }
        await next(http);
    }

    private static Task KeepHowTheyCameIn(SecurityStampRefreshingPrincipalContext context)
    {
        var identity = (ClaimsIdentity)context.NewPrincipal!.Identity!;
        identity.AddClaims(context.CurrentPrincipal!.Claims.Where(c => c.Type is "amr" or EndedSession.Claim));
        return Task.CompletedTask;
    }

    internal static Task NoteSignInAsync(this ChanceryDb db, Guid person, DateTime now, CancellationToken stop) =>
        db.Users.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.LastSignInAt, now), stop);
}
