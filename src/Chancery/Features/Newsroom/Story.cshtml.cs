using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>
/// One story in one language. Where there is no edition in it, a page says so and leads to those there are; what was
/// withdrawn keeps its address and says why (410); what is not open yet is answered as if it did not exist.
/// </summary>
[Public]
[OutputCache(PolicyName = PublicPage.CachePolicy)]
public sealed class StoryModel(ChanceryDb db, Visit visit, Reader reader) : PageModel
{
    internal StoryEdition? Text { get; private set; }

    /// <summary>Public editions in other languages, those of the mission's list in its order first.</summary>
    internal IReadOnlyList<StoryEdition> Others { get; private set; } = [];

    internal TeaserPicture? Picture { get; private set; }

    internal Translated? Programme { get; private set; }

    public string ProgrammeSlug { get; private set; } = "";

    internal IReadOnlyList<StoryCorrection> Corrections { get; private set; } = [];

    internal IReadOnlyList<Teaser> Related { get; private set; } = [];

    public string? WithdrawnTitle { get; private set; }

    public string WithdrawnBecause { get; private set; } = "";

    /// <summary>Languages whose edition stood here and says why it is gone: they were translated.</summary>
    private HashSet<string> _withdrawn = [];

    internal PublicPage Head { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string language, string slug, CancellationToken stop)
    {
        var now = visit.Now;
        var rows = await (
            from t in db.PublicTexts(now)
            where t.Story.Slug == slug
            join f in db.Set<EvidenceFile>() on t.Story.LeadId equals (Guid?)f.Id into leads
            from lead in leads.DefaultIfEmpty()
            join p in db.Set<Programme>() on t.Story.ProgrammeId equals (Guid?)p.Id into programmes
            from programme in programmes.DefaultIfEmpty()
            select new
            {
                Text = new StoryEdition(
                    t.Story.Id, t.Story.Kind, t.Story.SourceLanguage, t.Edition.Id, t.Edition.Language, t.Edition.OpensAt!.Value, t.Revision.Number,
                    t.Revision.CreatedAt, t.Revision.Title, t.Revision.Summary, t.Edition.Language == language ? t.Revision.Html : ""),
                Lead = lead,
                t.Story.ProgrammeId,
                Programme = programme == null ? null : programme.Title,
                ProgrammeSlug = programme == null ? "" : programme.Slug,
            }).AsNoTracking().ToListAsync(stop);
        Text = rows.Find(r => r.Text.Language == language)?.Text;
        Others = [.. rows.Select(r => r.Text).Where(t => t.Language != language)
            .OrderBy(t => Place(t.Language)).ThenBy(t => t.Language, StringComparer.Ordinal)];
        if (Text is null && await FindWithdrawnAsync(language, slug, now, stop))
        {
            Head = PageHead(language, slug, rows.Count > 0 ? rows[0].Text.SourceLanguage : language);
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        if (rows is not [var any, ..]) return NotFound();
        if (Text is null && !await db.IsReadInAsync(visit.Mission, language, now, stop)) return NotFound();

        if (any.Lead is { } file) Picture = new TeaserPicture(file.Id, file.Sha256, file.Width, file.Height, file.Alt, file.Caption, file.Credit);
        (Programme, ProgrammeSlug) = (any.Programme, any.ProgrammeSlug);
        if (Text is { Revision: > 1 })
        {
            Corrections = await db.Set<Revision>()
                .Where(r => r.EditionId == Text.EditionId && r.Number <= Text.Revision && r.CorrectionNote != "")
                .OrderByDescending(r => r.Number).Select(r => new StoryCorrection(r.CreatedAt, r.CorrectionNote)).ToListAsync(stop);
        }
        if (any.ProgrammeId is { } programmeId)
        {
            Related = await Teaser.Of(db.PublicTextsFor(language, now).Where(t => t.Story.ProgrammeId == programmeId && t.Story.Slug != slug))
                .Take(4).ToListAsync(stop);
        }
        Head = PageHead(language, slug, any.Text.SourceLanguage);
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }

    private int Place(string language)
    {
        var languages = visit.Mission.Languages;
        for (var i = 0; i < languages.Count; i++)
        {
            if (languages[i] == language) return i;
        }
        return int.MaxValue;
    }

    /// <summary>Withdrawn after it was open. What was withdrawn before its embargo ended was never there.</summary>
    private async Task<bool> FindWithdrawnAsync(string language, string slug, DateTime now, CancellationToken stop)
    {
        var all = await (
            from e in db.Set<Edition>()
            join s in db.Set<Story>() on e.StoryId equals s.Id
            join r in db.Set<Revision>() on new { EditionId = e.Id, Number = e.PublicRevision } equals new { r.EditionId, r.Number }
            where s.Slug == slug && e.State == EditionState.Withdrawn && e.OpensAt != null && e.OpensAt <= now
            select new { e.Language, r.Title, e.WithdrawnBecause }).ToListAsync(stop);
        _withdrawn = all.Select(e => e.Language).ToHashSet(StringComparer.Ordinal);
        if (all.Find(e => e.Language == language) is not { } gone) return false;
        (WithdrawnTitle, WithdrawnBecause) = (gone.Title, gone.WithdrawnBecause);
        return true;
    }

    private PublicPage PageHead(string language, string slug, string source)
    {
        string At(string tag) => $"/{visit.Mission.Slug}/{tag}/stories/{slug}";
        var open = Others.Select(o => o.Language).Concat(Text is null ? [] : [Text.Language]).ToHashSet(StringComparer.Ordinal);
        var languages = visit.Mission.Languages.Concat(open.Order(StringComparer.Ordinal)).Append(language).Distinct(StringComparer.Ordinal)
            .Select(tag => new PublicLanguage(tag, At(tag), open.Contains(tag) || _withdrawn.Contains(tag))).ToList();
        var otherwise = open.Contains(source) ? source : open.Contains(visit.Mission.DefaultLanguage) ? visit.Mission.DefaultLanguage : languages.Find(l => open.Contains(l.Language))?.Language;
        if (Text is null)
        {
            return new PublicPage
            {
                Title = WithdrawnTitle ?? $"{reader["newsroom.untranslated.title"]}: {Others[0].Title}", Path = At(WithdrawnTitle is null ? otherwise ?? language : language),
                Languages = languages, Index = false,
            };
        }
        return new PublicPage
        {
            Title = Text.Title, Description = Text.Summary, Path = At(language), Languages = languages, Otherwise = At(otherwise ?? language),
            IsArticle = true, PublishedAt = Text.OpensAt, ModifiedAt = Corrections.Count > 0 ? Corrections[0].At : null,
            Picture = Picture?.Sha256, PictureAlt = Picture is null ? "" : reader.Plain(Picture.Alt), LinkedData = Linked(At(language)),
        };
    }

    private Dictionary<string, object?> Linked(string path)
    {
        var root = Request.Root();
        var issuer = new Dictionary<string, object?>
        {
            ["@type"] = "Organization",
            ["name"] = reader.Plain(visit.Mission.Name),
            ["url"] = $"{root}/{visit.Mission.Slug}/{reader.Language}",
        };
        var data = new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = Text!.Kind == StoryKind.OpEd ? "OpinionNewsArticle" : "NewsArticle",
            ["headline"] = Text.Title,
            ["description"] = Text.Summary,
            ["inLanguage"] = Text.Language,
            ["url"] = root + path,
            ["mainEntityOfPage"] = root + path,
            ["datePublished"] = reader.Machine(Text.OpensAt),
            ["dateModified"] = reader.Machine(Corrections.Count > 0 ? Corrections[0].At : Text.OpensAt),
            ["author"] = issuer,
            ["publisher"] = issuer,
            ["isAccessibleForFree"] = true,
        };
        if (Picture is not null) data["image"] = new[] { $"{root}/media/{Picture.Sha256}/og.jpg" };
        if (Corrections.Count > 0)
        {
            data["correction"] = Corrections.Select(c => new Dictionary<string, object?>
            {
                ["@type"] = "CorrectionComment", ["text"] = c.Note, ["datePublished"] = reader.Machine(c.At),
            }).ToList();
        }
        var translations = Others.Select(o => new Dictionary<string, object?>
        {
            ["@type"] = "NewsArticle", ["inLanguage"] = o.Language, ["url"] = $"{root}/{visit.Mission.Slug}/{o.Language}{path[path.IndexOf("/stories/", StringComparison.Ordinal)..]}",
        }).ToList();
        if (translations.Count > 0) data[Text.Language == Text.SourceLanguage ? "workTranslation" : "translationOfWork"] = translations;
        return data;
    }
}

internal sealed record StoryEdition(
    Guid StoryId, StoryKind Kind, string SourceLanguage, Guid EditionId, string Language, DateTime OpensAt, int Revision, DateTime RevisedAt,
    string Title, string Summary, string Html);

internal sealed record StoryCorrection(DateTime At, string Note);
