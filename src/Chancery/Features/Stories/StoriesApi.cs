using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>
/// Stories through the API: begun, written, sent for review. Approving, publishing, embargoes and withdrawals are
/// decided by people at the desk; no scope reaches them.
/// </summary>
internal static class StoriesApi
{
    public static void MapStoriesApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Stories");
        api.MapGet("/stories", ListAsync).WithName("listStories").Requires(Permission.ReadStories)
            .WithSummary("Stories in every state, the last changed first").WithDescription("`state` is asked of the edition in `language`, when that is given. `q` looks into titles and summaries.");
        api.MapPost("/stories", CreateAsync).WithName("createStory").Requires(Permission.WriteStories)
            .WithSummary("Begin a story with its source edition").WithDescription("Without a `slug` it is made of the title.");
        api.MapGet("/stories/{id:guid}", ReadAsync).WithName("getStory").Requires(Permission.ReadStories).WithSummary("One story with its editions, without their texts");
        api.MapPost("/stories/{id:guid}/editions", AddAsync).WithName("addEdition").Requires(Permission.WriteStories)
            .WithSummary("Begin an edition in another language").WithDescription("Empty, or with `copy` as the source's text to be translated.");
        api.MapGet("/stories/{id:guid}/editions/{edition}", EditionAsync).WithName("getEdition").Requires(Permission.ReadStories)
            .WithSummary("One edition with its working text").WithDescription("`edition` is its language.");
        api.MapPut("/stories/{id:guid}/editions/{edition}", WriteAsync).WithName("writeEdition").Requires(Permission.WriteStories)
            .WithSummary("Write an edition").WithDescription("Only drafts and corrections are open for writing. `correctionNote` is taken during a correction.");
        api.MapPost("/stories/{id:guid}/editions/{edition}/send", SendAsync).WithName("sendEdition").Requires(Permission.WriteStories)
            .WithSummary("Send an edition for review").WithDescription("Approving and publishing are done by people at the desk; no token can.");
    }

    private static async Task<Results<Ok<Paged<ApiStory>>, Refused>> ListAsync(
        ChanceryDb db, [NamesOf(typeof(StoryKind))] string? kind, [NamesOf(typeof(EditionState))] string? state, string? language, string? programme, string? q, int? page, int? size, CancellationToken stop)
    {
        var no = new List<Refusal>();
        var (ofKind, inState) = (Api.Value<StoryKind>(kind, "kind", no), Api.Value<EditionState>(state, "state", no));
        var asked = Asked.For(page, size, no);
        var programmes = await ProgrammesAsync(db, stop);
        Guid? of = programmes.FirstOrDefault(p => p.Value == programme) is { Value: not null } found ? found.Key : null;
        if (!string.IsNullOrEmpty(programme) && of is null) no.Add(new Refusal("story.unknown-programme", "programme"));
        if (no.Count > 0) return new Refused(no);
        var rows = (await db.Stories.AsNoTracking().Of(ofKind, of, language, inState).Rows().ToListAsync(stop)).FindAll(s => s.Says(q));
        return TypedResults.Ok(asked.Of(
            [.. rows.OrderByDescending(s => s.ChangedAt).ThenBy(s => s.Id).Skip(asked.Skip).Take(asked.Size).Select(s => ApiStory.Of(s, programmes))], rows.Count));
    }

    private static async Task<Results<Ok<ApiStory>, NotFound>> ReadAsync(Guid id, ChanceryDb db, HttpContext http, CancellationToken stop) =>
        await ShowAsync(id, db, http, stop) is { } story ? TypedResults.Ok(story) : TypedResults.NotFound();

    private static async Task<Results<Created<ApiStory>, Refused>> CreateAsync(StoryBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        var programmes = await ProgrammesAsync(db, stop);
        var no = new List<Refusal>();
        if (body.Kind is null) no.Add(new Refusal("story.unknown-kind", nameof(body.Kind)));
        // An id that no programme has is refused by the same rule as at the desk.
        Guid? programme = string.IsNullOrEmpty(body.Programme) ? null : programmes.FirstOrDefault(p => p.Value == body.Programme).Key;
        var (story, refusals) = await db.BeginAsync(
            visit, new StoryStart(body.Kind ?? default, programme, body.SourceLanguage ?? visit.Mission.DefaultLanguage, body.Title, body.Slug), stop);
        if (story is null || no.Count > 0) return new Refused([.. no, .. refusals]);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/v1/{visit.Mission.Slug}/stories/{story.Id}", (await ShowAsync(story.Id, db, http, stop))!);
    }

    private static async Task<Results<Created<ApiEdition>, NotFound, Refused>> AddAsync(
        Guid id, NewEditionBody body, ChanceryDb db, Visit visit, Companions companions, HttpContext http, CancellationToken stop)
    {
        if (await db.Stories.Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop) is not { } story) return TypedResults.NotFound();
        if (db.BeginEdition(visit, story, body.Language, body.Copy) is { } refusal) return new Refused(refusal);
        await companions.TellAsync(db, story, story.In(body.Language!)!, visit.Now, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/v1/{visit.Mission.Slug}/stories/{id}/editions/{body.Language}", Show(story.In(body.Language!)!, http));
    }

    private static async Task<Results<Ok<ApiEdition>, NotFound>> EditionAsync(Guid id, string edition, ChanceryDb db, HttpContext http, CancellationToken stop) =>
        await db.Editions.AsNoTracking().FirstOrDefaultAsync(e => e.StoryId == id && e.Language == edition, stop) is { } found
            ? TypedResults.Ok(Show(found, http)) : TypedResults.NotFound();

    private static async Task<Results<Ok<ApiEdition>, NotFound, Stale, Refused>> WriteAsync(
        Guid id, string edition, EditionBody body, ChanceryDb db, Visit visit, Companions companions, HttpContext http, CancellationToken stop)
    {
        if (await FindAsync(id, edition, db, stop) is not ({ } story, { } found)) return TypedResults.NotFound();
        if (Versions.Check(http, body.Version, found.Version, () => Show(found, http)) is { } stale) return stale;
        if (found.Take(visit, body.Title, body.Summary, body.Body, body.CorrectionNote) is { } refusal) return new Refused(refusal);
        await companions.TellAsync(db, story, found, visit.Now, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(Show(found, http));
    }

    private static async Task<Results<Ok<ApiEdition>, NotFound, Stale, Refused>> SendAsync(
        Guid id, string edition, VersionBody? body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        if (await FindAsync(id, edition, db, stop) is not ({ } story, { } found)) return TypedResults.NotFound();
        if (Versions.Check(http, body?.Version, found.Version, () => Show(found, http)) is { } stale) return stale;
        if (await db.SendAsync(visit, story, found, stop) is { } refusal) return new Refused(refusal);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(Show(found, http));
    }

    private static async Task<(Story? Story, Edition? Edition)> FindAsync(Guid id, string language, ChanceryDb db, CancellationToken stop)
    {
        var story = await db.Stories.Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        return (story, story?.In(language));
    }

    private static async Task<ApiStory?> ShowAsync(Guid id, ChanceryDb db, HttpContext http, CancellationToken stop)
    {
        if (await db.Stories.AsNoTracking().Where(s => s.Id == id).Rows().FirstOrDefaultAsync(stop) is not { } row) return null;
        Versions.Tag(http, row.Version);
        return ApiStory.Of(row, await ProgrammesAsync(db, stop));
    }

    private static ApiEdition Show(Edition edition, HttpContext http)
    {
        Versions.Tag(http, edition.Version);
        return ApiEdition.Of(edition);
    }

    private static Task<Dictionary<Guid, string>> ProgrammesAsync(ChanceryDb db, CancellationToken stop) =>
        db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Slug, stop);
}

/// <summary>A news report, press release, op-ed or report.</summary>
/// <param name="Slug">The same in every language's address.</param>
/// <param name="Programme">Slug of the programme it belongs to.</param>
/// <param name="Lead">The picture above it, a file of the evidence.</param>
internal sealed record ApiStory(
    Guid Id, StoryKind Kind, string Slug, string SourceLanguage, string? Programme, Guid? Lead, DateTime CreatedAt, DateTime ChangedAt,
    IReadOnlyList<ApiEditionHead> Editions, int Version)
{
    public static ApiStory Of(StoryRow s, IReadOnlyDictionary<Guid, string> programmes) => new(
        s.Id, s.Kind, s.Slug, s.SourceLanguage, s.ProgrammeId is { } p ? programmes.GetValueOrDefault(p) : null, s.LeadId, s.CreatedAt, s.ChangedAt,
        [.. s.Editions.OrderBy(e => e.Language != s.SourceLanguage).ThenBy(e => e.Language, StringComparer.Ordinal)
            .Select(e => new ApiEditionHead(e.Language, e.Title, e.Summary, e.State, e.InCorrection, e.IsReturned, e.PublicRevision, e.OpensAt, e.UpdatedAt, e.Version))],
        s.Version);
}

/// <summary>An edition without its text.</summary>
/// <param name="IsReturned">An approver sent it back with a note.</param>
/// <param name="PublicRevision">Number of the revision the public reads; 0 while there is none.</param>
/// <param name="OpensAt">From this instant on the public may read it.</param>
internal sealed record ApiEditionHead(
    string Language, string Title, string Summary, EditionState State, bool InCorrection, bool IsReturned, int PublicRevision, DateTime? OpensAt,
    DateTime UpdatedAt, int Version);

/// <summary>A story in one language, as it is being written.</summary>
/// <param name="Body">Markdown. A picture from the evidence is <c>![alt](evidence:ID)</c>.</param>
/// <param name="InCorrection">Published, and the working text runs ahead of what the public reads.</param>
/// <param name="ReturnNote">What the approver wants changed.</param>
/// <param name="PublicRevision">Number of the revision the public reads; 0 while there is none.</param>
internal sealed record ApiEdition(
    string Language, string Title, string Summary, string Body, EditionState State, bool InCorrection, string CorrectionNote, string ReturnNote,
    string WithdrawnBecause, int PublicRevision, DateTime? PublishedAt, DateTime? OpensAt, DateTime? EmbargoUntil, DateTime UpdatedAt, int Version)
{
    public static ApiEdition Of(Edition e) => new(
        e.Language, e.Title, e.Summary, e.Body, e.State, e.InCorrection, e.CorrectionNote, e.ReturnNote, e.WithdrawnBecause,
        e.PublicRevision, e.PublishedAt, e.OpensAt, e.EmbargoUntil, e.UpdatedAt, e.Version);
}

/// <summary>A story to be begun.</summary>
/// <param name="SourceLanguage">One of the mission's; its default when it is left out.</param>
/// <param name="Programme">Slug of a programme.</param>
internal sealed record StoryBody(StoryKind? Kind = null, string? Title = null, string? SourceLanguage = null, string? Slug = null, string? Programme = null);

/// <summary>An edition to be begun.</summary>
/// <param name="Language">One of the mission's that the story lacks.</param>
/// <param name="Copy">Begin with the source's text.</param>
internal sealed record NewEditionBody(string? Language = null, bool Copy = false);

/// <summary>The whole text of an edition.</summary>
/// <param name="Body">Markdown.</param>
/// <param name="Version">The version that was read, when it does not stand in If-Match.</param>
internal sealed record EditionBody(string? Title = null, string? Summary = null, string? Body = null, string? CorrectionNote = null, int? Version = null);

/// <summary>The version that was read, when it does not stand in If-Match.</summary>
internal sealed record VersionBody(int? Version = null);
