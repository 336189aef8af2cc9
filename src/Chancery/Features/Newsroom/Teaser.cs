using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>A story as a list shows it, in the edition that its reader gets.</summary>
internal sealed record Teaser(Guid StoryId, string Slug, StoryKind Kind, string Language, string Title, string Summary, DateTime OpensAt, Guid? LeadId)
{
    public TeaserPicture? Picture { get; private set; }

    public static IQueryable<Teaser> Of(IQueryable<PublicEdition> texts) => texts
        .OrderByDescending(t => t.Edition.OpensAt).ThenByDescending(t => t.Story.Id)
        .Select(t => new Teaser(
            t.Story.Id, t.Story.Slug, t.Story.Kind, t.Edition.Language, t.Revision.Title, t.Revision.Summary, t.Edition.OpensAt!.Value, t.Story.LeadId));

    /// <summary>The pictures of all of them with one question.</summary>
    public static async Task IllustrateAsync(ChanceryDb db, IReadOnlyCollection<Teaser> teasers, CancellationToken stop)
    {
        var ids = teasers.Select(t => t.LeadId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return;
        var pictures = await db.Set<EvidenceFile>().Where(f => ids.Contains(f.Id))
            .Select(f => new TeaserPicture(f.Id, f.Sha256, f.Width, f.Height, f.Alt, f.Caption, f.Credit))
            .ToDictionaryAsync(f => f.Id, stop);
        foreach (var teaser in teasers) teaser.Picture = teaser.LeadId is { } id ? pictures.GetValueOrDefault(id) : null;
    }
}

internal sealed record TeaserPicture(Guid Id, string Sha256, int? Width, int? Height, Translated Alt, Translated Caption, Translated Credit)
{
    private static readonly int[] Widths = [320, 600, 1200, 2000];

    public string Address(int width) => $"/media/{Sha256}/{width}.webp";

    /// <summary>The widths worth offering: no copy is wider than the original.</summary>
    public string Set(int widest) => string.Join(", ", Widths
        .Where((width, i) => width <= widest && (i == 0 || Width is null || Widths[i - 1] < Width))
        .Select(width => $"{Address(width)} {Math.Min(width, Width ?? width)}w"));
}
