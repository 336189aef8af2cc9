namespace Chancery.Storage.Sqlite;

/// <summary>SQLite is one process: the listeners are called where they stand.</summary>
internal sealed class LocalBroadcast : IBroadcast
{
    private readonly List<(string Topic, Func<string, Task> Listener)> _listeners = [];

    public async Task SendAsync(string topic, string message, CancellationToken stop)
    {
        foreach (var (heard, listener) in _listeners.ToList())
        {
            if (heard == topic) await listener(message);
        }
    }

    public void Listen(string topic, Func<string, Task> listener) => _listeners.Add((topic, listener));
}
