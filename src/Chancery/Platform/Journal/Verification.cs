using System.Globalization;
using System.Security.Cryptography;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Journal;

/// <summary>The first thing that is wrong in a mission's journal: where, in which entry, and what.</summary>
public sealed record Fault(string Mission, long Sequence, Guid? Entry, string What);

/// <summary>A mission's journal, gone through from its first entry.</summary>
public sealed record Verified(string Mission, long Entries, long Erased, long Files, Fault? Fault)
{
    public long Sequence { get; init; }

    public string Hash { get; init; } = "";
}

/// <summary>
/// Goes through a mission's chain in order and stops at the first entry that is not what it was when it was recorded.
/// Words that were erased are counted, not a fault: their hash stands in the entry.
/// </summary>
internal sealed class Verification(ChanceryDb db, FileStore store, bool skipFiles)
{
    private const int Page = 500;

    private readonly Dictionary<string, string?> _files = new(StringComparer.Ordinal);

    public async Task<Verified> OfAsync(Mission mission, IReadOnlyList<SignedHead> witnesses, CancellationToken stop)
    {
        var (sequence, hash, erased) = (0L, "", 0L);
        var before = _files.Count;
        var named = await db.Set<EvidenceFile>().AsNoTracking().Where(f => f.MissionId == mission.Id)
            .ToDictionaryAsync(f => f.Id, f => f.Sha256, stop);

        Verified Stopped(Guid? entry, long at, string what) =>
            new(mission.Slug, sequence, erased, _files.Count - before, new Fault(mission.Slug, at, entry, what)) { Sequence = sequence, Hash = hash };

        while (true)
        {
            var last = sequence;
            var entries = await db.Set<JournalEntry>().AsNoTracking().AsSplitQuery()
                .Where(e => e.MissionId == mission.Id && e.Sequence > last)
                .OrderBy(e => e.Sequence).Take(Page).Include(e => e.Text).Include(e => e.Evidence).ToListAsync(stop);
            foreach (var entry in entries)
            {
                if (entry.Sequence != sequence + 1)
                    return Stopped(null, sequence + 1, Say($"the entry is missing: after {sequence} comes {entry.Sequence}"));
                if (await WrongAsync(entry, hash, named, stop) is { } what) return Stopped(entry.Id, entry.Sequence, what);
                if (entry.Text is null && entry.TextHash.Length > 0) erased++;
                (sequence, hash) = (entry.Sequence, entry.Hash);
                if (witnesses.FirstOrDefault(w => w.Sequence == entry.Sequence && w.Hash != entry.Hash) is { } witness)
                    return Stopped(entry.Id, entry.Sequence, $"the witness of {witness.SignedAt} says another hash: the chain was written anew");
            }
            if (entries.Count < Page) break;
        }

        if (await db.Set<JournalEntry>().AsNoTracking().FirstOrDefaultAsync(e => e.MissionId == mission.Id && e.Sequence < 1, stop) is { } stray)
            return Stopped(stray.Id, stray.Sequence, "the entry stands before the first");
        if (witnesses.FirstOrDefault(w => w.Sequence > sequence) is { } longer)
            return Stopped(null, sequence + 1, Say($"the entry is missing: the witness of {longer.SignedAt} saw {longer.Sequence} entries"));
        var head = await db.Set<JournalHead>().AsNoTracking().FirstOrDefaultAsync(h => h.MissionId == mission.Id, stop);
        if (head is null) return Stopped(null, sequence, "the journal has no head");
        if (head.Sequence > sequence) return Stopped(null, sequence + 1, Say($"the entry is missing: the head says {head.Sequence} entries"));
        if (head.Sequence < sequence || head.Hash != hash) return Stopped(null, sequence, "the head does not name the last entry");
        return new Verified(mission.Slug, sequence, erased, _files.Count - before, null) { Sequence = sequence, Hash = hash };
    }

    private async Task<string?> WrongAsync(JournalEntry entry, string previous, Dictionary<Guid, string> named, CancellationToken stop)
    {
        if (entry.PreviousHash != previous) return "it does not follow the entry before it";
        if (entry.Text is null ? false : entry.TextHash != JournalHash.OfText(entry.Text)) return "its words were changed";
        if (entry.Hash != JournalHash.Of(entry)) return "its content does not match its hash";
        foreach (var proof in entry.Evidence)
        {
            // The chain covers one string a proof; a link may not pass for a file, nor a file for a link.
            var isFile = proof.Sha256 is { Length: 64 } sha && sha.All(char.IsAsciiHexDigitLower) && proof.Link is null;
            var isLink = proof.Sha256 is null && proof.FileId is null && Uri.TryCreate(proof.Link, UriKind.Absolute, out _);
            if (!isFile && !isLink) return "a proof of it was changed";
            if (proof.FileId is { } id && named.GetValueOrDefault(id) != proof.Sha256) return "a proof of it names another file";
            if (isFile && !skipFiles && await WrongFileAsync(proof.Sha256!, stop) is { } what) return what;
        }
        return null;
    }

    private async Task<string?> WrongFileAsync(string sha256, CancellationToken stop)
    {
        if (_files.TryGetValue(sha256, out var known)) return known;
        string? what;
        if (!store.Has(sha256))
        {
            what = $"the file {sha256} is missing";
        }
        else
        {
            await using var file = store.Open(sha256);
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
            what = found == sha256 ? null : $"the file {sha256} was changed";
        }
        return _files[sha256] = what;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
