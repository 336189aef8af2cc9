using System.Globalization;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>What the mission published, for programs: public, and nothing that the newsroom does not show.</summary>
internal static class ArchiveApi
{
    public static void MapArchiveApi(this IEndpointRouteBuilder app) =>
        app.MapApi("Archive").MapGet("/archive", SearchAsync).WithName("searchArchive").Public()
            .WithSummary("Search what was published")
            .WithDescription("""
                Every word of `q` must occur in the story, in whichever of its languages; without `q` it is everything, the newest first.
                Each story comes once, in `language` where it has an edition in it, else in its source language.
                """);

    private static async Task<Results<Ok<Paged<ApiHit>>, Refused>> SearchAsync(
        ChanceryDb db, Visit visit, Reader reader, string? q, string? language, [NamesOf(typeof(StoryKind))] string? kind, int? year, int? page, int? size, CancellationToken stop)
    {
        var no = new List<Refusal>();
        var ofKind = Api.Value<StoryKind>(kind, "kind", no);
        if (year is < 1900 or > 2200) no.Add(new Refusal("programme.bad-year", "year"));
        var asked = Asked.For(page, size, no);
        if (no.Count > 0) return new Refused(no);

        var texts = db.PublicTexts(visit.Now);
        var matching = db.PublicTextsFor(string.IsNullOrEmpty(language) ? reader.Language : language, visit.Now);
        foreach (var word in Snippet.Words(q is { Length: > 200 } ? q[..200] : q ?? ""))
            matching = matching.Where(t => texts.Any(o => o.Story.Id == t.Story.Id && o.Revision.SearchText.Contains(word)));
        if (ofKind is not null) matching = matching.Where(t => t.Story.Kind == ofKind);
        if (year is { } asYear)
        {
            // The mission's year: it begins at another instant than that of UTC.
            var (first, after) = (Begins(asYear), Begins(asYear + 1));
            matching = matching.Where(t => t.Edition.OpensAt >= first && t.Edition.OpensAt < after);
        }
        var hits = await matching.OrderByDescending(t => t.Edition.OpensAt).ThenByDescending(t => t.Story.Id).Skip(asked.Skip).Take(asked.Size)
            .Select(t => new
            {
                t.Story.Slug,
                t.Story.Kind,
                t.Edition.Language,
                t.Revision.Title,
                t.Revision.Summary,
                t.Edition.OpensAt,
                t.Revision.Number,
                t.Revision.Hash,
                Languages = texts.Where(o => o.Story.Id == t.Story.Id).Select(o => o.Edition.Language).ToList(),
            }).ToListAsync(stop);
        return TypedResults.Ok(asked.Of(
            [.. hits.Select(h => new ApiHit(h.Slug, h.Kind, h.Language, h.Title, h.Summary, h.OpensAt!.Value, [.. h.Languages.Order(StringComparer.Ordinal)],
                h.Number, h.Hash, string.Create(CultureInfo.InvariantCulture, $"/{visit.Mission.Slug}/{h.Language}/stories/{h.Slug}")))],
            await matching.CountAsync(stop)));

        DateTime Begins(int y) => TimeZoneInfo.ConvertTimeToUtc(new DateTime(y, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), visit.Mission.TimeZone);
    }
}

/// <summary>A public story.</summary>
/// <param name="Language">The language it is shown in here.</param>
/// <param name="OpensAt">From this instant on the public could read it.</param>
/// <param name="Languages">Every language it can be read in.</param>
/// <param name="Revision">Number of the public text; more than 1 after corrections.</param>
/// <param name="Sha256">Of title, summary and text; stands in the journal too.</param>
/// <param name="Address">Its page in the newsroom.</param>
internal sealed record ApiHit(
    string Slug, StoryKind Kind, string Language, string Title, string Summary, DateTime OpensAt, IReadOnlyList<string> Languages, int Revision,
    string Sha256, string Address);
