using System.Globalization;
using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Journal;

/// <summary>A journal of forty entries with words, files and links, that can be tampered with and put back.</summary>
internal sealed class GivenJournal(House.House house)
{
    public const int Count = 40;

    private static readonly string[] Tables = ["Journal", "JournalText", "EntryEvidence", "JournalHead", "EvidenceFile"];

    private readonly List<(Guid Id, string Sha)> _files = [];

    public async Task WriteAsync()
    {
        var store = house.Services.GetRequiredService<FileStore>();
        for (var i = 0; i < 6; i++)
        {
            var stored = await store.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes($"%PDF-1.4 {i}")), 1000, CancellationToken.None);
            var file = new EvidenceFile { MissionId = house.Seoul, Sha256 = stored!.Sha256, Size = stored.Size, MediaType = "application/pdf", Name = $"{i}.pdf" };
            await house.Given(file);
            _files.Add((file.Id, file.Sha256));
        }
        for (var i = 0; i < Count; i++)
        {
            var (file, sha) = _files[i % _files.Count];
            await house.Given(new JournalEntry
            {
                Id = Guid.CreateVersion7(), MissionId = house.Seoul, Kind = i % 4 == 3 ? "plan.edited" : JournalEntry.Happened, ActionId = Guid.CreateVersion7(),
                HappenedOn = new DateOnly(2026, 9, 1 + i % 17), HappenedAt = i % 2 == 0 ? new TimeOnly(9, i) : null, Quantity = 10.5m * i, Payload = $"{{\"n\":{i}}}",
                Text = i % 4 == 3 ? null : new JournalText { Words = new Translated(("en", $"Handed out {i}"), ("ko", $"배부 {i}")), Place = new Translated(("en", "Yeouido")) },
                Evidence = i % 2 == 0 ? [new EntryEvidence { FileId = file, Sha256 = sha }] : [new EntryEvidence { Link = $"https://example.org/{i}" }],
            });
        }
    }

    public Task KeepAsync() => house.Rows(async db =>
    {
        foreach (var table in Tables) await RunAsync(db, $"CREATE TABLE \"kept{table}\" AS SELECT * FROM \"{NameOf(db, table)}\"");
    });

    public Task PutBackAsync() => house.Rows(async db =>
    {
        foreach (var table in (string[])["EntryEvidence", "JournalText", "Journal", "JournalHead", "EvidenceFile"]) await RunAsync(db, $"DELETE FROM \"{NameOf(db, table)}\"");
        foreach (var table in (string[])["Journal", "JournalText", "EntryEvidence", "JournalHead", "EvidenceFile"])
            await RunAsync(db, $"INSERT INTO \"{NameOf(db, table)}\" SELECT * FROM \"kept{table}\"");
    });

    /// <summary>Tampers in one of many ways, knowing nothing but the tables; says what was done and which entry is the first bad one.</summary>
    public Task<(string What, long First)> TamperAsync(int seed) => house.Rows(async db =>
    {
        var random = new Random(seed);
        var entries = db.Set<JournalEntry>().Where(e => e.MissionId == house.Seoul);
        var at = random.Next(1, Count + 1);
        var entry = entries.Where(e => e.Sequence == at);
        var id = (await entry.SingleAsync()).Id;
        var heads = db.Set<JournalHead>().Where(h => h.MissionId == house.Seoul);
        switch (seed % 12)
        {
            case 0:
                await (random.Next(8) switch
                {
                    0 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.Quantity, x => 1 + (x.Quantity ?? 0))),
                    1 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.HappenedOn, new DateOnly(2020, 1, 1))),
                    2 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.Kind, "plan.moved")),
                    3 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.Payload, "{}")),
                    4 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.ById, Guid.CreateVersion7())),
                    5 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.RecordedAt, x => x.RecordedAt.AddHours(1))),
                    6 => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.ActionId, (Guid?)null)),
                    _ => entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.HappenedAt, new TimeOnly(23, 59))),
                });
                return ("edited a field", at);
            case 1:
                at = at % 4 == 0 ? at - 1 : at; // every fourth has no words
                id = (await entries.SingleAsync(e => e.Sequence == at)).Id;
                await db.Set<JournalText>().Where(t => t.EntryId == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.Words, new Translated(("en", "Something else"))));
                return ("edited the words", at);
            case 2:
                await entry.ExecuteDeleteAsync();
                return ("deleted an entry", at);
            case 3:
                await ShiftAsync(entries, at, Count, 1);
                await InsertAsync(db, await entries.AsNoTracking().SingleAsync(e => e.Sequence == at + 1), at);
                // It follows rightly; the one after it does not, and at the end the witness knows better.
                return ("inserted an entry with a right hash", Math.Min(at + 1, Count));
            case 4:
                var other = at == Count ? at - 1 : at + 1;
                await entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.Sequence, -1));
                await entries.Where(e => e.Sequence == other).ExecuteUpdateAsync(e => e.SetProperty(x => x.Sequence, at));
                await entries.Where(e => e.Sequence == -1).ExecuteUpdateAsync(e => e.SetProperty(x => x.Sequence, other));
                return ("changed the order", Math.Min(at, other));
            case 5:
                await entries.Where(e => e.Sequence >= at).ExecuteDeleteAsync();
                var hash = await entries.Where(e => e.Sequence == at - 1).Select(e => e.Hash).FirstOrDefaultAsync() ?? "";
                await heads.ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, at - 1).SetProperty(x => x.Hash, hash));
                return ("cut the end off and mended the head", at);
            case 6:
                await entries.Where(e => e.Sequence >= at).ExecuteDeleteAsync();
                return ("cut the end off", at);
            case 7:
                await entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.Quantity, 999));
                await RehashAsync(db, entries, heads);
                return ("wrote the chain anew", Count);
            case 8:
                var which = 2 * random.Next(3); // those that entries name
                return await SwapFileAsync(_files[which].Sha, random, which + 1);
            case 9:
                var proof = db.Set<EntryEvidence>().Where(p => p.EntryId == id);
                if (random.Next(2) == 0) await proof.ExecuteDeleteAsync();
                else await proof.ExecuteUpdateAsync(p => p.SetProperty(x => x.Link, x => x.Sha256 ?? x.Link + "?x").SetProperty(x => x.Sha256, (string?)null).SetProperty(x => x.FileId, (Guid?)null));
                return ("changed a proof", at);
            case 10:
                await db.Set<EvidenceFile>().Where(f => f.Id == _files[2].Id).ExecuteUpdateAsync(f => f.SetProperty(x => x.Sha256, _files[3].Sha));
                return ("named another file", 3);
            default:
                await entry.ExecuteUpdateAsync(e => e.SetProperty(x => x.Hash, new string('0', 64)));
                return ("changed a hash", at);
        }
    });

    private async Task<(string, long)> SwapFileAsync(string sha, Random random, int first)
    {
        var path = house.Services.GetRequiredService<FileStore>().PathOf(sha);
        Swapped = (path, await File.ReadAllBytesAsync(path));
        if (random.Next(2) == 0) File.Delete(path);
        else await File.WriteAllTextAsync(path, "something else");
        return ("swapped a file", first);
    }

    public (string Path, byte[] Bytes)? Swapped { get; set; }

    private static async Task ShiftAsync(IQueryable<JournalEntry> entries, long from, long last, long by)
    {
        for (var i = last; i >= from; i--)
        {
            var one = i;
            await entries.Where(e => e.Sequence == one).ExecuteUpdateAsync(e => e.SetProperty(x => x.Sequence, one + by));
        }
    }

    /// <summary>With a right hash after the entry before it, as somebody who knows the code would.</summary>
    private static async Task InsertAsync(ChanceryDb db, JournalEntry like, long at)
    {
        var before = await db.Set<JournalEntry>().Where(e => e.MissionId == like.MissionId && e.Sequence == at - 1).Select(e => e.Hash).FirstOrDefaultAsync() ?? "";
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "Journal" ("Id","MissionId","Sequence","Kind","RecordedAt","Payload","TextHash","PreviousHash","Hash")
            SELECT {0}, "MissionId", {1}, "Kind", "RecordedAt", "Payload", '', {2}, 'not known' FROM "Journal" WHERE "Id" = {3}
            """, Guid.CreateVersion7(), at, before, like.Id);
        var made = await db.Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.MissionId == like.MissionId && e.Sequence == at);
        var hash = JournalHash.Of(made);
        await db.Set<JournalEntry>().Where(e => e.Id == made.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Hash, hash));
    }

    private static async Task RehashAsync(ChanceryDb db, IQueryable<JournalEntry> entries, IQueryable<JournalHead> heads)
    {
        var hash = "";
        foreach (var entry in await entries.AsNoTracking().Include(e => e.Evidence).OrderBy(e => e.Sequence).ToListAsync())
        {
            entry.PreviousHash = hash;
            var (id, previous, now) = (entry.Id, hash, JournalHash.Of(entry));
            await db.Set<JournalEntry>().Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.PreviousHash, previous).SetProperty(x => x.Hash, now));
            hash = now;
        }
        await heads.ExecuteUpdateAsync(h => h.SetProperty(x => x.Hash, hash));
    }

    private static string NameOf(ChanceryDb db, string table) => table == "Journal" ? table : db.Model.GetEntityTypes().Single(t => t.ClrType.Name == table).GetTableName()!;

#pragma warning disable EF1002, EF1003 // The names stand in this file.
    private static Task<int> RunAsync(ChanceryDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql);
#pragma warning restore EF1002, EF1003
}
