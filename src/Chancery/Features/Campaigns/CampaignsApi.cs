using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>Campaigns, programmes, objectives and figures through the API. They are planned at the desk and read here.</summary>
internal static class CampaignsApi
{
    public static void MapCampaignsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Campaigns");
        api.MapGet("/campaigns", CampaignsAsync).WithName("listCampaigns").Requires(Permission.ReadPlan).WithSummary("Campaigns");
        api.MapGet("/campaigns/{campaign}", CampaignAsync).WithName("getCampaign").Requires(Permission.ReadPlan).WithSummary("One campaign");
        api.MapGet("/programmes", ProgrammesAsync).WithName("listProgrammes").Requires(Permission.ReadPlan)
            .WithSummary("Programmes").WithDescription("The latest first; of one campaign with `campaign`.");
        api.MapGet("/programmes/{programme}", ProgrammeAsync).WithName("getProgramme").Requires(Permission.ReadPlan).WithSummary("One programme");
        api.MapGet("/programmes/{programme}/objectives", ObjectivesAsync).WithName("listObjectives").Requires(Permission.ReadPlan)
            .WithSummary("Objectives of a programme").WithDescription("In their order, with targets. A target with a `figure` has its live number among the programme's figures.");

        var figures = app.MapApi("Figures");
        figures.MapGet("/figures", Figures).WithName("listFigures").Requires(Permission.ReadPlan)
            .WithSummary("Figures that are computed").WithDescription("Names and definitions in every language of the interface.");
        figures.MapGet("/programmes/{programme}/figures", ValuesAsync).WithName("getFigures").Requires(Permission.ReadPlan)
            .WithSummary("Figures of a programme, computed now").WithDescription("`value` is null when nothing was recorded; `behind` opens the very rows at the desk.");
    }

    private static async Task<Ok<IReadOnlyList<ApiCampaign>>> CampaignsAsync(ChanceryDb db, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<ApiCampaign>>(
            [.. (await db.Campaigns.AsNoTracking().OrderBy(c => c.Slug).ToListAsync(stop)).Select(ApiCampaign.Of)]);

    private static async Task<Results<Ok<ApiCampaign>, NotFound>> CampaignAsync(string campaign, ChanceryDb db, HttpContext http, CancellationToken stop)
    {
        if (await db.Campaigns.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == campaign, stop) is not { } found) return TypedResults.NotFound();
        Versions.Tag(http, found.Version);
        return TypedResults.Ok(ApiCampaign.Of(found));
    }

    private static async Task<Ok<IReadOnlyList<ApiProgramme>>> ProgrammesAsync(ChanceryDb db, string? campaign, CancellationToken stop)
    {
        var rows = await Rows(db).Where(r => campaign == null || r.Campaign == campaign)
            .OrderByDescending(r => r.Programme.From).ThenBy(r => r.Programme.Slug).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<ApiProgramme>>([.. rows.Select(r => ApiProgramme.Of(r.Programme, r.Campaign))]);
    }

    private static async Task<Results<Ok<ApiProgramme>, NotFound>> ProgrammeAsync(string programme, ChanceryDb db, HttpContext http, CancellationToken stop)
    {
        if (await Rows(db).FirstOrDefaultAsync(r => r.Programme.Slug == programme, stop) is not { } found) return TypedResults.NotFound();
        Versions.Tag(http, found.Programme.Version);
        return TypedResults.Ok(ApiProgramme.Of(found.Programme, found.Campaign));
    }

    private static async Task<Results<Ok<IReadOnlyList<ApiObjective>>, NotFound>> ObjectivesAsync(string programme, ChanceryDb db, CancellationToken stop)
    {
        if (await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == programme, stop) is not { } found) return TypedResults.NotFound();
        return TypedResults.Ok<IReadOnlyList<ApiObjective>>([.. (await db.ObjectivesOfAsync(found.Id, stop)).Select(ApiObjective.Of)]);
    }

    private static Ok<IReadOnlyList<ApiFigure>> Figures(FigureRegistry figures, Words words) =>
        TypedResults.Ok<IReadOnlyList<ApiFigure>>([.. figures.All.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => ApiFigure.Of(f, words))]);

    private static async Task<Results<Ok<IReadOnlyList<ApiFigureValue>>, NotFound>> ValuesAsync(
        string programme, ChanceryDb db, Visit visit, FigureRegistry figures, CancellationToken stop)
    {
        if (await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == programme, stop) is not { } found) return TypedResults.NotFound();
        var scope = new FigureScope(visit.Mission.Id, visit.Mission.Slug, found.Id, found.Slug, visit.Today);
        var values = new List<ApiFigureValue>();
        foreach (var figure in figures.All.OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            var value = await figure.Compute(db, scope, stop);
            values.Add(new ApiFigureValue(figure.Id, value.Value.Plain(), value.Of.Plain(), figure.Behind(scope)));
        }
        return TypedResults.Ok<IReadOnlyList<ApiFigureValue>>(values);
    }

    private static IQueryable<Row> Rows(ChanceryDb db) =>
        from p in db.Programmes.AsNoTracking()
        join c in db.Campaigns.AsNoTracking() on p.CampaignId equals c.Id
        select new Row { Programme = p, Campaign = c.Slug };

    private sealed class Row
    {
        public required Programme Programme { get; init; }

        public required string Campaign { get; init; }
    }
}

/// <summary>The lasting cause.</summary>
/// <param name="Slug">Names it in addresses, for good.</param>
/// <param name="Commemorates">The day it commemorates, if any.</param>
/// <param name="CommemoratedAs">What happened on that day, in the owner's words.</param>
internal sealed record ApiCampaign(
    Guid Id, string Slug, Translated Title, Translated Summary, DateOnly? Commemorates, Translated CommemoratedAs, int Version)
{
    public static ApiCampaign Of(Campaign c) => new(c.Id, c.Slug, c.Title, c.Summary, c.Commemorates, c.CommemoratedAs, c.Version);
}

/// <summary>One campaign in one host country and period. Holds the action plan.</summary>
/// <param name="Campaign">Slug of its campaign.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Languages">Languages it is told in.</param>
/// <param name="EditionOf">The programme that this edition was planned from.</param>
internal sealed record ApiProgramme(
    Guid Id, string Slug, string Campaign, Translated Title, Translated Summary, Translated Source, string Country, DateOnly From, DateOnly To,
    IReadOnlyList<string> Languages, Guid? EditionOf, int Version)
{
    public static ApiProgramme Of(Programme p, string campaign) =>
        new(p.Id, p.Slug, campaign, p.Title, p.Summary, p.Source, p.Country, p.From, p.To, p.Languages, p.EditionOfId, p.Version);
}

/// <summary>What a programme wants to reach.</summary>
internal sealed record ApiObjective(Guid Id, Translated Statement, Translated Expected, IReadOnlyList<ApiTarget> Targets, int Version)
{
    public static ApiObjective Of(Objective o) => new(o.Id, o.Statement, o.Expected,
        [.. o.Targets.OrderBy(t => t.Position).Select(t => new ApiTarget(t.Id, t.Label, t.Value.Plain(), t.Unit, t.FigureId))], o.Version);
}

/// <summary>A number to reach.</summary>
/// <param name="Figure">Id of the figure that shows how far it is.</param>
internal sealed record ApiTarget(Guid Id, Translated Label, decimal? Value, Translated Unit, string? Figure);

/// <summary>A number that is computed from records, never typed in.</summary>
internal sealed record ApiFigure(string Id, Translated Name, Translated Definition, Translated Unit)
{
    public static ApiFigure Of(Figure figure, Words words)
    {
        return new ApiFigure(figure.Id, In(l => words.Get(l, $"figure.{figure.Id}.name")), In(l => words.Get(l, $"figure.{figure.Id}.definition")),
            In(l => words.Get(l, figure.Unit, ("n", 2))));

        Translated In(Func<string, string> say) => new(words.Languages.Select(l => KeyValuePair.Create(l, say(l))));
    }
}

/// <summary>A figure of a programme.</summary>
/// <param name="Value">Null: nothing was recorded.</param>
/// <param name="Of">Of how many, when that is part of it.</param>
/// <param name="Behind">Address at the desk of the rows that were counted.</param>
internal sealed record ApiFigureValue(string Id, decimal? Value, decimal? Of, string Behind);
