using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Files;

/// <summary>
/// The one way by which a file comes in: looked at before it is kept, refused with the reason, nothing left behind.
/// The row is added to the unit of work; the caller saves it together with what the file proves.
/// </summary>
public sealed class Uploads(FileStore store, ChanceryDb db, Visit visit, IConfiguration settings)
{
    private readonly List<StoredFile> _kept = [];

    /// <summary>Takes one file in. A file that this mission already has is that file again: one row, one caption.</summary>
    public async Task<(EvidenceFile? File, Refusal? Refusal)> TakeAsync(IFormFile sent, string field, CancellationToken stop)
    {
        var name = NameOf(sent);
        Refusal No(string code) => new Refusal("evidence." + code, field).With("name", name);

        if (sent.Length == 0) return (null, No("empty"));
        await using var content = sent.OpenReadStream();
        var head = new byte[MediaType.HeadLength];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop);
        if (MediaType.Of(head.AsSpan(0, read)) is not { } type) return (null, No("type"));
        if (!type.Fits(name)) return (null, No("says-otherwise"));
        if (await IsOverQuotaAsync(sent.Length, stop)) return (null, No("quota"));

        content.Position = 0;
        using var received = await store.ReceiveAsync(content, type.Limit, stop);
        if (received is null) return (null, No("too-large").With("limit", type.Limit / (1024 * 1024)));
        var mediaType = type.IsPackage ? MediaType.OfPackage(received.Path) : type.Name;
        if (mediaType is null) return (null, No("type"));
        int? width = null, height = null;
        if (type.IsPicture)
        {
            if (Pictures.Measure(received.Path, out var size) is { } refusal)
            {
                return (null, refusal.Code == "picture.too-many-pixels"
                    ? No("pixels").With("limit", Pictures.PixelLimit / 1_000_000)
                    : No("broken"));
            }
            (width, height) = (size.Width, size.Height);
        }

        var mine = db.EvidenceFiles.Local.FirstOrDefault(f => f.Sha256 == received.Sha256)
            ?? await db.EvidenceFiles.FirstOrDefaultAsync(f => f.Sha256 == received.Sha256, stop);
        _kept.Add(store.Keep(received));
        if (mine is not null) return (mine, null);
        var file = new EvidenceFile
        {
            MissionId = visit.Mission.Id, Sha256 = received.Sha256, Size = received.Size, MediaType = mediaType, Name = name,
            Width = width, Height = height, ById = visit.Person.Id, ReceivedAt = visit.Now,
        };
        db.Add(file);
        return (file, null);
    }

    /// <summary>
    /// The act that brought the files was not saved: takes away those that no row names. (Whoever sends the very same
    /// bytes within these milliseconds sends them again; the check of the store says so.)
    /// </summary>
    public async Task ForgetAsync()
    {
        foreach (var file in _kept.Where(f => f.IsNew))
        {
            var used = await db.EvidenceFiles.IgnoreQueryFilters([ChanceryDb.MissionFilter])
                .AsNoTracking().AnyAsync(f => f.Sha256 == file.Sha256, CancellationToken.None);
            if (!used) store.Forget(file.Sha256);
        }
        _kept.Clear();
    }

    private async Task<bool> IsOverQuotaAsync(long more, CancellationToken stop)
    {
        if (settings.GetValue<long?>("Chancery:Files:MissionQuotaMegabytes") is not { } quota) return false;
        var used = await db.EvidenceFiles.SumAsync(f => (long?)f.Size, stop) ?? 0;
        return used + more > quota * 1024 * 1024;
    }

    /// <summary>For people only; browsers of old send a whole path.</summary>
    private static string NameOf(IFormFile sent)
    {
        var name = new string([.. sent.FileName.Split('/', '\\')[^1].Where(c => !char.IsControl(c))]).Trim().Normalize(NormalizationForm.FormC);
        if (name.Length == 0) name = "file";
        return name.Length <= 255 ? name : name[^255..];
    }
}
