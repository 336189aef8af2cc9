using Npgsql;

namespace Chancery.Storage.Postgres;

/// <summary>LISTEN and NOTIFY on a connection of its own, opened again whenever it breaks.</summary>
internal sealed partial class PostgresBroadcast(string connection, ILogger<PostgresBroadcast> log) : BackgroundService, IBroadcast
{
    private const string Channel = "chancery";
    private readonly List<(string Topic, Func<string, Task> Listener)> _listeners = [];

    public async Task SendAsync(string topic, string message, CancellationToken stop)
    {
        await using var sending = new NpgsqlConnection(connection);
        await sending.OpenAsync(stop);
        await using var notify = new NpgsqlCommand("SELECT pg_notify(@channel, @payload)", sending);
        notify.Parameters.AddWithValue("channel", Channel);
        notify.Parameters.AddWithValue("payload", $"{topic} {message}");
        await notify.ExecuteNonQueryAsync(stop);
    }

    public void Listen(string topic, Func<string, Task> listener)
    {
        lock (_listeners) _listeners.Add((topic, listener));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken is NpgsqlException or IOException or TimeoutException)
            {
                // Cached pages live ten minutes at most, so a node that hears nothing for a while catches up by itself.
                LogDeaf(log, broken);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var listening = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, KeepAlive = 30 }.ConnectionString);
        await listening.OpenAsync(stop);
        var heard = new Queue<string>();
        listening.Notification += (_, notice) => heard.Enqueue(notice.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", listening)) await listen.ExecuteNonQueryAsync(stop);
        while (true)
        {
            await listening.WaitAsync(stop);
            while (heard.TryDequeue(out var payload))
            {
                var space = payload.IndexOf(' ', StringComparison.Ordinal);
                List<(string Topic, Func<string, Task> Listener)> listeners;
                lock (_listeners) listeners = [.. _listeners];
                foreach (var (topic, listener) in listeners)
                {
                    if (payload[..space] == topic) await listener(payload[(space + 1)..]);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notices of the other nodes are not heard; trying again")]
    private static partial void LogDeaf(ILogger log, Exception broken);
}
