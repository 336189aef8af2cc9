using Chancery.Storage;
using Chancery.Storage.Postgres;
using Chancery.Storage.Sqlite;
using Chancery.Tests.House;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chancery.Tests.Storage;

/// <summary>What every broadcast does. Red when a topic is not told from another, and when a broken connection is not opened again.</summary>
public abstract class BroadcastTests
{
    /// <summary>Two nodes of one installation (the same object where there is only one).</summary>
    private protected abstract Task<(IBroadcast Here, IBroadcast There)> NodesAsync(CancellationToken stop);

    [Fact]
    public async Task A_message_reaches_every_node_and_only_those_who_listen_to_its_topic()
    {
        var stop = TestContext.Current.CancellationToken;
        var (here, there) = await NodesAsync(stop);
        var heardHere = new TaskCompletionSource<string>();
        var heardThere = new TaskCompletionSource<string>();
        var other = false;
        here.Listen("pages", message => Task.FromResult(heardHere.TrySetResult(message)));
        there.Listen("pages", message => Task.FromResult(heardThere.TrySetResult(message)));
        there.Listen("other", _ => Task.FromResult(other = true));
        await here.SendAsync("pages", "mission:서울 one two", stop);
        Assert.Equal("mission:서울 one two", await heardHere.Task.WaitAsync(TimeSpan.FromSeconds(10), stop));
        Assert.Equal("mission:서울 one two", await heardThere.Task.WaitAsync(TimeSpan.FromSeconds(10), stop));
        Assert.False(other);
    }
}

public sealed class LocalBroadcastTests : BroadcastTests
{
    private protected override Task<(IBroadcast Here, IBroadcast There)> NodesAsync(CancellationToken stop)
    {
        var one = new LocalBroadcast();
        return Task.FromResult<(IBroadcast, IBroadcast)>((one, one));
    }
}

public sealed class PostgresBroadcastTests(PostgresDatabase database) : BroadcastTests, IClassFixture<PostgresDatabase>
{
    private protected override async Task<(IBroadcast Here, IBroadcast There)> NodesAsync(CancellationToken stop) =>
        (await NodeAsync(stop), await NodeAsync(stop));

    [Fact]
    public async Task A_node_whose_connection_was_cut_listens_again()
    {
        var stop = TestContext.Current.CancellationToken;
        var node = await NodeAsync(stop);
        await using (var administrator = new Npgsql.NpgsqlConnection(database.Connection))
        {
            await administrator.OpenAsync(stop);
            await using var cut = new Npgsql.NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", administrator);
            await cut.ExecuteNonQueryAsync(stop);
        }
        var heard = new TaskCompletionSource<string>();
        node.Listen("pages", message => Task.FromResult(heard.TrySetResult(message)));
        for (var i = 0; i < 40 && !heard.Task.IsCompleted; i++)
        {
            await node.SendAsync("pages", "again", stop);
            await Task.Delay(250, stop);
        }
        Assert.Equal("again", await heard.Task.WaitAsync(TimeSpan.FromSeconds(1), stop));
    }

    private async Task<PostgresBroadcast> NodeAsync(CancellationToken stop)
    {
        var node = new PostgresBroadcast(database.Connection, NullLogger<PostgresBroadcast>.Instance);
        await node.StartAsync(stop);
        // LISTEN is on when the server says so.
        await using var watching = new Npgsql.NpgsqlConnection(database.Connection);
        await watching.OpenAsync(stop);
        await using var listening = new Npgsql.NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN chancery'", watching);
        for (var i = 0; i < 100 && (long)(await listening.ExecuteScalarAsync(stop))! == 0; i++) await Task.Delay(50, stop);
        await Task.Delay(100, stop);
        return node;
    }
}
