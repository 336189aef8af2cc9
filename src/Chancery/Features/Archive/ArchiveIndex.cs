using System.Diagnostics;
using System.Globalization;
using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Stories;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>How the index of this node stands.</summary>
/// <param name="Waiting">Changes of the database that it has not taken in yet.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Rebuilding">A new one is being built; the one before answers meanwhile, if it can.</param>
internal sealed record ArchiveHealth(int Documents, int Waiting, long Bytes, int Segments, bool Rebuilding, string? Trouble);

/// <summary>
/// The node's own index of everything that can be found, under <c>data/index/</c>. The database is the truth: each
/// search first takes in what has changed since, so that what was saved is found at once, on every node; and an index
/// that is missing, damaged or of another analysis is built anew from it.
/// </summary>
public sealed class ArchiveIndex(IServiceScopeFactory scopes, DataFolder folder, TimeProvider clock, ILogger<ArchiveIndex> log) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ArchiveDocuments _documents = new();
    private readonly PriorityQueue<Guid, DateTime> _opening = new();
    private SearchIndex? _index;
    private Task? _rebuild;
    private SpellingIndex _spelling = SpellingIndex.Empty;
    private long _spellingOf = -1;
    private FileStream? _owning;

    /// <summary>Calls with how many of how many things a rebuild has read.</summary>
    public Action<int, int>? Progress { get; set; }

    /// <summary>What the index changes with: a number that grows with every change that was taken in.</summary>
    public long Version { get; private set; }

    /// <summary>
    /// Answers from everything that was saved before the call; when taking that in takes longer than a reader waits, from
    /// what was taken in until then, and says so.
    /// </summary>
    public async Task<(SearchResults Results, Lexicon Lexicon, bool Behind)> SearchAsync(SearchRequest request, CancellationToken stop)
    {
        for (var tries = 0; ; tries++)
        {
            var (index, behind) = await IndexAsync(stop);
            try
            {
                return (index.Search(request with { Near = Spelling(index).Near }), index.Lexicon, behind);
            }
            catch (ObjectDisposedException) when (tries < 3)
            {
                // A new index took its place while this was on its way.
            }
            catch (DamagedIndexException e) when (tries < 3)
            {
                await DamagedAsync(index, e, stop);
            }
        }
    }

    private async Task<(SearchIndex Index, bool Behind)> IndexAsync(CancellationToken stop)
    {
        // Not ended with the request: who comes next gains from it.
        var caught = CaughtUpAsync(CancellationToken.None);
        try
        {
            return (await caught.WaitAsync(_index is null ? Longest : Patience, stop), false);
        }
        catch (TimeoutException) when (_index is { } index)
        {
            return (index, true);
        }
    }

    internal async Task<ArchiveHealth> HealthAsync(CancellationToken stop)
    {
        var index = await CaughtUpAsync(stop);
        await using var scope = Scope(out var db);
        var (_, waiting) = await db.SearchChangesAfterAsync(index.Sequence, stop);
        return new ArchiveHealth(index.Documents, waiting.Count, index.Size, index.Segments, _rebuild is { IsCompleted: false }, index.Trouble?.Message);
    }

    /// <summary>Builds a new index beside the present one, which answers until it is done.</summary>
    public async Task RebuildAsync(CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            _rebuild ??= Task.Run(() => BuildAsync(CancellationToken.None), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
        await _rebuild.WaitAsync(stop);
    }

    /// <summary>The index with everything in it that was saved before this call.</summary>
    public async Task<SearchIndex> CaughtUpAsync(CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            if (_index is null) await OpenAsync(stop);
            await CatchUpAsync(_index!, stop);
            return _index!;
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (_index is null) return;
            if (_owning is not null && _index.Sequence != _index.Stored) _index.Flush();
            _index.Dispose();
            _index = null;
            _owning?.Dispose();
            _owning = null;
        }
        catch (IOException e)
        {
            ArchiveIndexLog.NotWritten(log, e);
        }
        finally
        {
            _writing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first page is not to wait for the index, nor the index for the first search.
        // One delay after another, not a periodic timer: a clock that leaps must not owe a tick for every two seconds of the leap.
        try
        {
            while (true)
            {
                await Task.Delay(Tick, clock, stoppingToken);
                try
                {
                    var index = await CaughtUpAsync(stoppingToken);
                    if (File.Exists(Wanted))
                    {
                        File.Delete(Wanted);
                        await RebuildAsync(stoppingToken);
                    }
                    _ = Spelling(index);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    ArchiveIndexLog.Behind(log, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A file that asks the process which holds the index to build it anew.</summary>
    internal string Wanted => Path.Combine(folder.Index, "rebuild");

    private IEnumerable<(int Number, string Path)> Folders =>
        (Directory.Exists(folder.Index) ? Directory.EnumerateDirectories(folder.Index) : [])
            .Select(path => (Number: int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, path))
            .Where(f => f.Number > 0 && File.Exists(Path.Combine(f.path, "whole"))).OrderByDescending(f => f.Number);

    private AsyncServiceScope Scope(out ChanceryDb db)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        return scope;
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        Own();
        foreach (var (_, path) in Folders)
        {
            try
            {
                _index = Open(path);
                await FindOpeningsAsync(stop);
                if (_index.IsOutdated && _owning is not null) _rebuild ??= Task.Run(() => BuildAsync(CancellationToken.None), CancellationToken.None);
                return;
            }
            catch (Exception e) when (e is DamagedIndexException or InvalidDataException or EndOfStreamException or FileNotFoundException)
            {
                ArchiveIndexLog.Damaged(log, path, e);
            }
        }
        await BuildLockedAsync(stop);
    }

    private SearchIndex Open(string path)
    {
        Lexicon lexicon;
        using (var stream = File.OpenRead(Path.Combine(path, "lexicon"))) lexicon = Lexicon.Read(stream);
        return _owning is null ? SearchIndex.OpenForReading(path, lexicon) : SearchIndex.Open(path, lexicon, new SearchIndexOptions { AnyAnalysis = true });
    }

    /// <summary>One process writes a data folder's index. Another (a command beside the server) keeps what is newer in its memory.</summary>
    private void Own()
    {
        Directory.CreateDirectory(folder.Index);
        try
        {
            _owning ??= new FileStream(Path.Combine(folder.Index, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            ArchiveIndexLog.SecondProcess(log, folder.Index);
        }
    }

    public bool IsOwner => _owning is not null;

    private async Task DamagedAsync(SearchIndex index, DamagedIndexException e, CancellationToken stop)
    {
        ArchiveIndexLog.Damaged(log, folder.Index, e);
        await _writing.WaitAsync(stop);
        try
        {
            if (_index == index) await BuildLockedAsync(stop);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Takes in the changes since, and the embargoes that have ended.</summary>
    private async Task CatchUpAsync(SearchIndex index, CancellationToken stop)
    {
        await using var scope = Scope(out var db);
        var (until, changes) = await db.SearchChangesAfterAsync(index.Sequence, stop);
        var now = clock.GetUtcNow().UtcDateTime;
        var open = new List<Guid>();
        while (_opening.TryPeek(out var story, out var at) && at <= now)
        {
            _opening.Dequeue();
            open.Add(story);
        }
        if (changes.Count == 0 && open.Count == 0) return;
        if (changes.Exists(c => c.Subject == SearchSubject.Action)) _documents.Forget();
        foreach (var subject in changes.Select(c => (c.Subject, c.SubjectId)).Concat(open.Select(s => (SearchSubject.Story, s))).Distinct().GroupBy(c => c.Item1, c => c.Item2))
        {
            foreach (var ids in subject.Chunk(Batch)) Apply(index, await _documents.ReadAsync(db, subject.Key, ids, now, stop), index.Sequence);
        }
        index.Apply([], [], until);
        Version++;
    }

    private void Apply(SearchIndex index, ArchiveBatch batch, long sequence)
    {
        index.Apply(batch.Documents, batch.Gone, sequence);
        foreach (var (at, story) in batch.Opens) _opening.Enqueue(story, at);
    }

    /// <summary>Embargoes that end later; and those that ended while nobody looked are seen by the entry that was written then.</summary>
    private async Task FindOpeningsAsync(CancellationToken stop)
    {
        _opening.Clear();
        await using var scope = Scope(out var db);
        // A day back: the entry of an ending is written by a job, which may be on its way still.
        foreach (var edition in await db.Set<Edition>().AsNoTracking().OpeningSoon(clock.GetUtcNow().UtcDateTime.AddDays(-1)).Select(e => new { e.OpensAt, e.StoryId }).ToListAsync(stop))
            _opening.Enqueue(edition.StoryId, edition.OpensAt!.Value);
    }

    private async Task BuildAsync(CancellationToken stop)
    {
        try
        {
            var (path, lexicon) = await LearnAsync(stop);
            var index = await FillAsync(path, lexicon, stop);
            await _writing.WaitAsync(stop);
            try
            {
                await TakeAsync(index, path, stop);
            }
            finally
            {
                _writing.Release();
            }
        }
        finally
        {
            _rebuild = null;
        }
    }

    private async Task BuildLockedAsync(CancellationToken stop)
    {
        if (_owning is null)
        {
            var before = _index;
            _index = await FillAsync(null, Lexicon.Empty, stop);
            before?.Dispose();
            return;
        }
        var (path, lexicon) = await LearnAsync(stop);
        await TakeAsync(await FillAsync(path, lexicon, stop), path, stop);
    }

    private async Task TakeAsync(SearchIndex index, string path, CancellationToken stop)
    {
        await File.WriteAllTextAsync(Path.Combine(path, "whole"), "", stop);
        var before = _index;
        (_index, _spellingOf) = (index, -1);
        Version++;
        before?.Dispose();
        await FindOpeningsAsync(stop);
        foreach (var other in Directory.EnumerateDirectories(folder.Index).Where(d => d != path)) Directory.Delete(other, recursive: true);
    }

    /// <summary>A new folder, and the words of the archive's own Korean.</summary>
    private async Task<(string Path, Lexicon Lexicon)> LearnAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Index);
        var number = Directory.EnumerateDirectories(folder.Index).Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Append(0).Max() + 1;
        var path = Path.Combine(folder.Index, number.ToString("d4", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(path);
        var builder = new LexiconBuilder();
        await using (var scope = Scope(out var db))
        {
            await foreach (var text in db.Set<Revision>().AsNoTracking()
                .Join(db.Set<Edition>().Where(e => e.Language == "ko"), r => new { r.EditionId, r.Number }, e => new { EditionId = e.Id, Number = e.PublicRevision }, (r, e) => new { r.Title, r.Body })
                .AsAsyncEnumerable().WithCancellation(stop))
            {
                builder.Add(text.Title);
                builder.Add(text.Body);
            }
        }
        var lexicon = builder.Build();
        await using var stream = File.Create(Path.Combine(path, "lexicon"));
        lexicon.Write(stream);
        return (path, lexicon);
    }

    /// <param name="path">Null for an index in memory: another process owns the folder.</param>
    private async Task<SearchIndex> FillAsync(string? path, Lexicon lexicon, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var index = path is null ? SearchIndex.InMemory(lexicon) : SearchIndex.Open(path, lexicon);
        try
        {
            await using var scope = Scope(out var db);
            // Changes from here on come again; a thing that is read twice is in it once.
            var position = await db.SearchPositionAsync(stop);
            var all = new List<(SearchSubject Subject, List<Guid> Ids)>
            {
                (SearchSubject.Story, await db.Set<Story>().AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(stop)),
                (SearchSubject.Action, await db.Set<PlanAction>().AsNoTracking().Select(a => a.Id).ToListAsync(stop)),
                (SearchSubject.Contact, await db.Set<Contact>().AsNoTracking().Select(c => c.Id).ToListAsync(stop)),
                (SearchSubject.Entry, await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Kind == JournalEntry.Happened).Select(e => e.Id).ToListAsync(stop)),
            };
            var (done, total) = (0, all.Sum(a => a.Ids.Count));
            var documents = new ArchiveDocuments();
            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var (subject, ids) in all)
            {
                foreach (var chunk in ids.Chunk(Batch))
                {
                    var batch = await documents.ReadAsync(db, subject, chunk, now, stop);
                    index.Apply(batch.Documents, [], 0);
                    done += chunk.Length;
                    Progress?.Invoke(done, total);
                }
            }
            index.Apply([], [], position);
            index.Flush();
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            ArchiveIndexLog.Built(log, index.Documents, seconds);
            return index;
        }
        catch
        {
            index.Dispose();
            if (path is not null) Directory.Delete(path, recursive: true);
            throw;
        }
    }

    /// <summary>Spellings near the words there are. In a small archive they are always the newest; a large one's are a while old.</summary>
    private SpellingIndex Spelling(SearchIndex index)
    {
        var version = Version;
        if (_spellingOf == version) return _spelling;
        if (_spellingOf >= 0 && index.Documents > 5_000 && version - _spellingOf < 500) return _spelling;
        _spelling = SpellingIndex.Build(index.Words());
        _spellingOf = version;
        return _spelling;
    }
}

internal static partial class ArchiveIndexLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The archive's index is built: {Documents} documents in {Seconds:0.0} s")]
    public static partial void Built(ILogger logger, int documents, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The archive's index in {Path} cannot be used and is built anew")]
    public static partial void Damaged(ILogger logger, string path, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The archive's index in {Path} belongs to another process; this one only reads it")]
    public static partial void SecondProcess(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The archive's index is behind; it is tried again")]
    public static partial void Behind(ILogger logger, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "The archive's index could not be written; it is caught up at the next start")]
    public static partial void NotWritten(ILogger logger, Exception e);
}
