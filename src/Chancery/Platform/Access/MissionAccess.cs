using System.Security.Claims;
using Chancery.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Access;

/// <summary>
/// Decides for every request whether it may go on: finds the mission in the address, the person behind the cookie or
/// token and their memberships (read anew each time, so that a lowered role acts at once), and asks what the endpoint
/// requires. Not yours is 404, yours but not allowed is 403, not signed in is a way to sign in.
/// </summary>
internal sealed class MissionAccess(RequestDelegate next, IConfiguration settings)
{
    private readonly bool _secondFactor = settings.GetValue("Chancery:RequireSecondFactor", defaultValue: true);

    public async Task InvokeAsync(HttpContext http, ChanceryDb db, MissionScope scope, Visit visit)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null || IsRoutingsOwn(endpoint))
        {
            await next(http);
            return;
        }

        if (http.User.Identity?.IsAuthenticated == true) await KnowVisitorAsync(http, db, visit);
        if (!await FindMissionAsync(http, db, scope, visit))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        switch (Verdict(http, endpoint, visit))
        {
            case StatusCodes.Status200OK when _secondFactor && LacksSecondFactor(endpoint, visit):
                LeadToSecondFactor(http, visit);
                break;
            case StatusCodes.Status200OK:
                await next(http);
                break;
            case StatusCodes.Status401Unauthorized:
                await http.ChallengeAsync();
                break;
            case var status:
                // RFC 6750: which scope a token would need; useless to a person without the role, and harmless.
                if (status == StatusCodes.Status403Forbidden && visit.ByToken
                    && endpoint.Metadata.GetMetadata<RequiresAttribute>() is { } required
                    && ApiScopes.For(required.For(http.Request.Method)) is { } scopeNeeded)
                    http.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scopeNeeded}\"";
                http.Response.StatusCode = status;
                break;
        }
    }

    /// <summary>Routing's answer that the method (405) or the media type (415) is not served at this address.</summary>
    private static bool IsRoutingsOwn(Endpoint endpoint) =>
        endpoint is not RouteEndpoint && endpoint.DisplayName is "405 HTTP Method Not Supported" or "415 HTTP Unsupported Media Type";

    /// <summary>
    /// Who can approve, publish or let others in enters a desk only in a session that a second factor (or a passkey, which
    /// is two in one) opened: a stolen password alone is worth nothing there. A token's scopes never reach that far.
    /// </summary>
    private static bool LacksSecondFactor(Endpoint endpoint, Visit visit) =>
        endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null
        && visit is { ByToken: false, IsStrong: false }
        && visit.Roles.Any(Permissions.IsPowerful);

    private static void LeadToSecondFactor(HttpContext http, Visit visit)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        var back = Uri.EscapeDataString(http.Request.PathBase + http.Request.Path + http.Request.QueryString);
        http.Response.Redirect(visit.HasSecondFactor ? $"/account/sign-in?stronger=true&back={back}" : "/account?enrol=true");
    }

    private static int Verdict(HttpContext http, Endpoint endpoint, Visit visit)
    {
        // An address may ask more than its page does (contacts/new): all of them must be met.
        var required = endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>();
        if (required.Count > 0)
        {
            if (!visit.IsSignedIn) return StatusCodes.Status401Unauthorized;
            if (!visit.HasMission || !visit.Roles.Any()) return StatusCodes.Status404NotFound;
            return required.All(r => visit.Can(r.For(http.Request.Method))) ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
        }
        if (endpoint.Metadata.GetMetadata<SignedInAttribute>() is not null)
            return visit.IsSignedIn ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        return endpoint.Metadata.GetMetadata<PublicAttribute>() is not null
            ? StatusCodes.Status200OK
            : StatusCodes.Status403Forbidden;
    }

    private static async Task<bool> FindMissionAsync(HttpContext http, ChanceryDb db, MissionScope scope, Visit visit)
    {
        if (http.Request.RouteValues["mission"] is not string slug) return true;
        var mission = await db.Missions.AsNoTracking().FirstOrDefaultAsync(m => m.Slug == slug, http.RequestAborted);
        if (mission is null) return false;
        scope.Enter(mission.Id);
        visit.In(mission);
        return true;
    }

    private static async Task KnowVisitorAsync(HttpContext http, ChanceryDb db, Visit visit)
    {
        if (!Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return;
        Guid? session = Guid.TryParse(http.User.FindFirstValue(EndedSession.Claim), out var sid) ? sid : null;
        var found = await db.Users.AsNoTracking()
            .Where(p => p.Id == id && p.DisabledAt == null)
            .Select(p => new
            {
                Person = p,
                Memberships = db.Set<Membership>().Where(m => m.PersonId == p.Id).ToList(),
                HasPasskey = db.Set<IdentityUserPasskey<Guid>>().Any(k => k.UserId == p.Id),
                Ended = session != null && db.Set<EndedSession>().Any(s => s.Id == session),
            })
            .FirstOrDefaultAsync(http.RequestAborted);
        if (found is null) return;

        // "Sign out everywhere" changes the stamp; a cookie from before it, or of a session that signed out, is no
        // visitor any more. A token carries no stamp.
        var scopes = http.User.FindFirstValue(ApiTokenHandler.ScopesClaim)?.Split(' ');
        if (scopes is null && (found.Ended || http.User.FindFirstValue("AspNet.Identity.SecurityStamp") != found.Person.SecurityStamp))
        {
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        Guid? onlyIn = http.User.FindFirstValue(ApiTokenHandler.MissionClaim) is { } only ? Guid.Parse(only) : null;
        visit.SignedInAs(found.Person, found.Memberships, scopes, onlyIn);
        visit.HasSecondFactor = found.Person.TwoFactorEnabled || found.HasPasskey;
        visit.IsStrong = http.User.FindAll("amr").Any(c => c.Value is EndedSession.Passkey or "mfa");
    }
}

/// <summary>A handler method's own <see cref="RequiresAttribute"/>, on top of its page's.</summary>
internal sealed class HandlerAccess(Visit visit) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A form sent to a page that has no handler for it: Razor Pages would show the page without having loaded anything.
        // The page that says what went wrong is reached with the request that went wrong, whatever its method.
        var http = context.HttpContext;
        if (context.HandlerMethod is null && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
            && http.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var required = context.HandlerMethod?.MethodInfo
            .GetCustomAttributes(typeof(RequiresAttribute), inherit: false).OfType<RequiresAttribute>().FirstOrDefault();
        if (required is not null && !visit.Can(required.For(context.HttpContext.Request.Method)))
        {
            context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status403Forbidden);
            return;
        }
        await next();
    }
}
