using System.Collections.Concurrent;
using System.Globalization;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Chancery.Features.Newsroom;

/// <summary>
/// <c>/media/{sha256}/{copy}</c>: re-encoded copies of pictures (320.webp, 1200.jpg, og.jpg …), made when first asked
/// for. For everyone while a public text shows the picture; for a member of its mission who may see evidence or
/// stories, always; for anybody else it does not exist.
/// </summary>
internal sealed class PublicPictures(PublicEpochs epochs)
{
    // Pictures found to be public, with the epoch in which they were.
    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.Ordinal);

    public static async Task<IResult> AnswerAsync(
        string sha256, string copy, HttpContext http, ChanceryDb db, Visit visit,
        PublicPictures pictures, FileStore files, DataFolder folder, CancellationToken stop)
    {
        var notFound = Results.StatusCode(StatusCodes.Status404NotFound);
        if (Parse(copy) is not { } kind) return notFound;
        if (!await pictures.IsPublicAsync(db, sha256, visit.Now, stop) && !await IsOwnAsync(db, sha256, visit, stop)) return notFound;

        var target = Path.Combine(folder.Derived, sha256[..2], sha256, copy);
        if (!File.Exists(target))
        {
            if (!files.Has(sha256)) return notFound;
            var original = files.PathOf(sha256);
            if (!await Pictures.KeepAsync(target, () => kind.Sharing ? Pictures.DeriveForSharing(original) : Pictures.Derive(original, kind.Width, kind.Format), stop))
                return notFound;
        }
        // The address holds the content's hash: what is there never changes.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.File(
            target, kind.Format == PictureFormat.WebP ? "image/webp" : "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{sha256[..32]}-{copy}\""));
    }

    private async Task<bool> IsPublicAsync(ChanceryDb db, string sha256, DateTime now, CancellationToken stop)
    {
        var epoch = await epochs.NumberAsync(PublicEpochs.Everywhere, stop) ?? 0;
        if (_known.TryGetValue(sha256, out var found) && found == epoch) return true;
        var ids = await Everywhere(db.Set<EvidenceFile>()).Where(f => f.Sha256 == sha256).Select(f => (Guid?)f.Id).ToListAsync(stop);
        if (ids.Count == 0) return false;
        var texts = Everywhere(db.PublicTexts(now));
        var address = $"/media/{sha256}/";
        var isPublic = await texts.AnyAsync(t => ids.Contains(t.Story.LeadId), stop)
            || await texts.AnyAsync(t => t.Revision.Html.Contains(address), stop);
        if (isPublic) _known[sha256] = epoch;
        else _known.TryRemove(sha256, out _);
        return isPublic;
    }

    private static async Task<bool> IsOwnAsync(ChanceryDb db, string sha256, Visit visit, CancellationToken stop)
    {
        if (!visit.IsSignedIn) return false;
        var missions = await Everywhere(db.Set<EvidenceFile>()).Where(f => f.Sha256 == sha256).Select(f => f.MissionId).Distinct().ToListAsync(stop);
        return missions.Exists(mission =>
        {
            var roles = visit.Memberships.Where(m => m.MissionId is null || m.MissionId == mission).Select(m => m.Role).ToList();
            return Permissions.Allow(roles, Permission.OpenEvidence) || Permissions.Allow(roles, Permission.ReadStories);
        });
    }

    // The address names no mission.
    private static IQueryable<T> Everywhere<T>(IQueryable<T> rows) where T : class => rows.IgnoreQueryFilters([ChanceryDb.MissionFilter]);

    private static (int Width, PictureFormat Format, bool Sharing)? Parse(string copy)
    {
        if (copy == "og.jpg") return (1200, PictureFormat.Jpeg, true);
        foreach (var width in Pictures.Widths)
        {
            var name = width.ToString(CultureInfo.InvariantCulture);
            if (copy == name + ".webp") return (width, PictureFormat.WebP, false);
            if (copy == name + ".jpg") return (width, PictureFormat.Jpeg, false);
        }
        return null;
    }
}
