using System.Security.Claims;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>Who the token speaks for, and the mission it works in.</summary>
internal static class AccountsApi
{
    public static void MapAccountsApi(this IEndpointRouteBuilder app)
    {
        app.MapApiRoot("Mission").MapGet("/me", MeAsync).WithName("getMe").WithMetadata(new SignedInAttribute())
            .WithSummary("Who this token speaks for").WithDescription("The person, the token's mission and scopes, and what both together allow there.");
        app.MapApi("Mission").MapGet("", Mission).WithName("getMission").Requires(Permission.SeeDesk)
            .WithSummary("The mission: names, languages, zone");
    }

    private static async Task<Ok<ApiMe>> MeAsync(Visit visit, ChanceryDb db, ClaimsPrincipal user, CancellationToken stop)
    {
        var id = Guid.Parse(user.FindFirstValue(ApiTokenHandler.MissionClaim)!);
        var mission = await db.Missions.AsNoTracking().SingleAsync(m => m.Id == id, stop);
        visit.In(mission);
        return TypedResults.Ok(new ApiMe(
            visit.Person.Id, visit.Person.Name, visit.Person.Language, mission.Slug, visit.Scopes,
            [.. visit.Roles.Distinct()], [.. Enum.GetValues<Permission>().Where(visit.Can)]));
    }

    private static Ok<ApiMission> Mission(Visit visit)
    {
        var m = visit.Mission;
        return TypedResults.Ok(new ApiMission(m.Id, m.Slug, m.Name, m.Issuer, m.City, m.Address, m.Country, m.Zone, m.Languages, m.PressEmail, visit.Today, m.Version));
    }
}

/// <summary>The person behind the token.</summary>
/// <param name="Language">The language they chose for the desk.</param>
/// <param name="Mission">Slug of the one mission the token is good in.</param>
/// <param name="Permissions">What their roles and the token's scopes both allow, this very moment.</param>
internal sealed record ApiMe(
    Guid Id, string Name, string Language, string Mission, IReadOnlyList<string> Scopes, IReadOnlyList<Role> Roles, IReadOnlyList<Permission> Permissions);

/// <summary>An office that runs campaigns.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 code of the host country.</param>
/// <param name="Zone">IANA zone in which days and embargoes are counted.</param>
/// <param name="Languages">Languages it publishes in, the default first.</param>
/// <param name="Today">The day it is there now.</param>
internal sealed record ApiMission(
    Guid Id, string Slug, Translated Name, Translated Issuer, Translated City, Translated Address, string Country, string Zone,
    IReadOnlyList<string> Languages, string PressEmail, DateOnly Today, int Version);
