using Chancery.Storage;
using Microsoft.AspNetCore.OutputCaching;

namespace Chancery.Platform.Web;

/// <summary>
/// Takes a mission's public pages out of the output cache, here and on every other node. Called after the change is
/// committed, so that no page is made anew from the old rows.
/// </summary>
public sealed class PublicCache
{
    private const string Topic = "public_pages";
    private readonly IOutputCacheStore _store;
    private readonly IBroadcast _broadcast;

    public PublicCache(IOutputCacheStore store, IBroadcast broadcast)
    {
        (_store, _broadcast) = (store, broadcast);
        broadcast.Listen(Topic, tag => store.EvictByTagAsync(tag, CancellationToken.None).AsTask());
    }

    public static string Tag(string missionSlug) => "mission:" + missionSlug;

    public async Task EvictAsync(string missionSlug, CancellationToken stop)
    {
        await _store.EvictByTagAsync(Tag(missionSlug), stop);
        await _broadcast.SendAsync(Topic, Tag(missionSlug), stop);
    }
}
