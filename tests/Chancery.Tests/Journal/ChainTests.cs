using System.Net;
using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Journal;

public abstract class ChainTests
{
    private readonly House.House _house;

    protected ChainTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task Two_hundred_ways_of_tampering_are_each_found_and_the_first_bad_entry_is_named()
    {
        var journal = new GivenJournal(_house);
        await journal.WriteAsync();
        var witness = Path.Combine(_house.Folder, "heads.json");
        var whole = await Verify(save: witness);
        Assert.True(whole.Holds, whole.AsText());
        Assert.Contains("seoul: 40 entries hold, 3 files hold", whole.AsText(), StringComparison.Ordinal);
        await journal.KeepAsync();

        for (var seed = 0; seed < 200; seed++)
        {
            var (what, first) = await journal.TamperAsync(seed);
            var found = await Verify(witness);
            Assert.False(found.Holds, $"Seed {seed}: nobody noticed that somebody {what} at {first}.");
            var fault = found.Missions.Single(m => m.Mission == "seoul").Fault!;
            Assert.True(fault.Sequence == first, $"Seed {seed}, {what}: expected {first}, named {fault.Sequence} ({fault.What}).");
            Assert.Null(found.Missions.Single(m => m.Mission == "other").Fault);
            if (journal.Swapped is var (path, bytes)) await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            journal.Swapped = null;
            await journal.PutBackAsync();
        }
        Assert.True((await Verify(witness)).Holds);

        // Erasing somebody's words is not tampering.
        await _house.Rows(db => db.Set<JournalText>().Where(t => db.Set<JournalEntry>().Any(e => e.Id == t.EntryId && e.Sequence <= 10)).ExecuteDeleteAsync());
        var erased = await Verify(witness);
        Assert.True(erased.Holds, erased.AsText());
        Assert.Contains("words of 8 entries were erased", erased.AsText(), StringComparison.Ordinal);

        // An entry too many before the first, a witness of somebody else's, a file that is no witness.
        var head = JsonSerializer.Deserialize<SignedHead[]>(await File.ReadAllTextAsync(witness, TestContext.Current.CancellationToken), JournalSeal.Json)!;
        await File.WriteAllTextAsync(witness, JsonSerializer.Serialize(head.Select(h => h with { Sequence = h.Sequence - 1 }), JournalSeal.Json), TestContext.Current.CancellationToken);
        Assert.Contains("not signed with this installation's key", (await Verify(witness)).AsText(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(witness, "nonsense", TestContext.Current.CancellationToken);
        Assert.Contains("cannot be read", (await Verify(witness)).AsText(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Verify(witness)).AsJson());
        Assert.False(json.RootElement.GetProperty("holds").GetBoolean());
    }

    [Fact]
    public async Task The_head_is_public_signed_and_checked_with_the_public_key()
    {
        var visitor = _house.Anonymous();
        var answer = await visitor.Get("/.well-known/chancery-journal/other.json");
        Assert.Equal("application/json", answer.MediaType);
        var head = JsonSerializer.Deserialize<SignedHead>(answer.Text, JournalSeal.Json)!;
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem((await visitor.Get("/.well-known/chancery-journal.pem")).Text);
        Assert.True(key.VerifyData(head.Message(), Convert.FromBase64String(head.Signature), System.Security.Cryptography.HashAlgorithmName.SHA256));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/.well-known/chancery-journal/nobody.json")).Status);
        if (!OperatingSystem.IsWindows())
        {
            var file = Path.Combine(_house.Services.GetRequiredService<DataFolder>().Keys, "journal-seal.pem");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private Task<VerifyAnswer> Verify(string? witness = null, string? save = null) =>
        VerifyVerb.RunAsync(_house.Services, witness is null ? [] : [witness], skipFiles: false, save, TestContext.Current.CancellationToken);
}

public sealed class ChainOnSqlite(SqliteHouse house) : ChainTests(house), IClassFixture<SqliteHouse>;

public sealed class ChainOnPostgres(PostgresHouse house) : ChainTests(house), IClassFixture<PostgresHouse>;

public abstract class WriterTests
{
    private readonly House.House _house;

    protected WriterTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task Many_writers_at_once_leave_a_chain_without_gaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await _house.Given([.. Enumerable.Range(0, 1 + i % 3).Select(n => new JournalEntry
                {
                    Id = Guid.CreateVersion7(), MissionId = writer % 2 == 0 ? _house.Seoul : _house.Other, Kind = JournalEntry.Happened,
                    Text = new JournalText { Words = new Translated(("en", $"{writer} {i} {n}")) },
                })]);
            }
        })));
        var answer = await VerifyVerb.RunAsync(_house.Services, [], false, null, TestContext.Current.CancellationToken);
        Assert.True(answer.Holds, answer.AsText());
        Assert.All(answer.Missions, m => Assert.InRange(m.Entries, 76, 77));
    }

    [Fact]
    public async Task An_act_that_fails_leaves_no_number_behind()
    {
        var id = Guid.CreateVersion7();
        JournalEntry Entry() => new() { Id = id, MissionId = _house.Seoul, Kind = JournalEntry.Happened };
        await _house.Given(Entry());
        var before = await _house.Rows(db => db.Set<JournalHead>().AsNoTracking().SingleAsync(h => h.MissionId == _house.Seoul));
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => _house.Given(Entry()));
        var after = await _house.Rows(db => db.Set<JournalHead>().AsNoTracking().SingleAsync(h => h.MissionId == _house.Seoul));
        Assert.Equal((before.Sequence, before.Hash), (after.Sequence, after.Hash));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _house.Rows(async db =>
        {
            db.Remove(await db.Set<JournalEntry>().SingleAsync(e => e.Id == id));
            await db.SaveChangesAsync();
        }));
    }
}

public sealed class WritersOnSqlite(SqliteHouse house) : WriterTests(house), IClassFixture<SqliteHouse>;

public sealed class WritersOnPostgres(PostgresHouse house) : WriterTests(house), IClassFixture<PostgresHouse>;
