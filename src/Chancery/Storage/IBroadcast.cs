namespace Chancery.Storage;

/// <summary>
/// A word to every node of the installation, this one included: "this mission's public pages have changed". Delivered
/// at most once and only to whoever is listening; what must not be lost is a row instead.
/// </summary>
public interface IBroadcast
{
    /// <param name="topic">Lower-case letters and underscores.</param>
    /// <param name="message">At most 7,000 bytes.</param>
    Task SendAsync(string topic, string message, CancellationToken stop);

    /// <summary>Calls <paramref name="listener"/> with each message of the topic until the process ends.</summary>
    void Listen(string topic, Func<string, Task> listener);
}
