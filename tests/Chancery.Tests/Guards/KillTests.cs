using System.Net;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Guards;

/// <summary>The real program, killed in the middle of writing.</summary>
public sealed class KillTests(EverythingHouse house) : IClassFixture<EverythingHouse>
{
    private const int Rounds = 3;

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it_and_the_chain_holds()
    {
        var rows = (await house.RowsAsync())["seoul"];
        var folder = Directory.CreateTempSubdirectory("chancery-kill-").FullName;
        Directory.Delete(folder);
        try
        {
            await house.CopyToAsync(folder);
            var acknowledged = new HashSet<Guid>();
            for (var round = 0; round < Rounds; round++)
            {
                await using var served = await ChanceryProcess.ServeAsync(folder);
                var editor = await served.SignInAsync("editor@seoul.example");
                var coordinator = await served.SignInAsync("coordinator@seoul.example");
                var killed = false;
                var enough = new TaskCompletionSource();
                var writers = new[] { editor, editor, coordinator }.Select(async visitor =>
                {
                    while (!Volatile.Read(ref killed))
                    {
                        var id = Guid.CreateVersion7();
                        try
                        {
                            var answer = await visitor.Post($"/desk/seoul/actions/{rows.Action}?handler=record",
                                ("Record.Id", id.ToString()), ("Record.From", "2026-09-17"), ("Record.In", "en"), ("Record.Words", "before the kill"));
                            Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Main + served.Output);
                            lock (acknowledged)
                            {
                                acknowledged.Add(id);
                                if (acknowledged.Count >= 15 * (round + 1)) enough.TrySetResult();
                            }
                        }
                        catch (Exception cut) when (cut is HttpRequestException or IOException)
                        {
                            return; // the kill met this one; it was not acknowledged
                        }
                    }
                }).ToList();
                await Task.WhenAny(enough.Task, Task.WhenAll(writers)).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
                await Task.Delay(Random.Shared.Next(40), TestContext.Current.CancellationToken);
                await served.KillAsync();
                Volatile.Write(ref killed, true);
                await Task.WhenAll(writers);
            }

            Assert.True(acknowledged.Count >= 15 * Rounds);
            await using (var db = Databases.Sqlite(Path.Combine(folder, "chancery.db")))
            {
                var there = await db.Set<Platform.Journal.JournalEntry>().Select(e => e.Id).ToListAsync(TestContext.Current.CancellationToken);
                Assert.Empty(acknowledged.Except(there));
            }
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            var (code, output) = await ChanceryProcess.RunAsync("verify", "--data", folder);
            Assert.True(code == 0, output);
            Assert.Contains("The journal holds.", output, StringComparison.Ordinal);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
