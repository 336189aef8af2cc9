using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

/// <summary>The index against the documents themselves, through changes, crashes, damage and full disks.</summary>
public sealed class SearchIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chancery-index-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Whatever_is_added_replaced_deleted_written_and_opened_again_the_answers_are_those_of_the_documents(int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, 300).Select(_ => NewId(random)).ToList();
        var model = new SearchModel();
        var options = new SearchIndexOptions { MemoryDocuments = 40 };
        var index = SearchIndex.Open(_folder, Lexicon.Empty, options);
        for (var step = 1; step <= 120; step++)
        {
            var documents = Enumerable.Range(0, random.Next(step % 20 == 0 ? 60 : 4)).Select(_ => SearchModel.Document(random, ids)).ToList();
            var added = documents.Select(d => d.Id).ToHashSet();
            var deleted = Enumerable.Range(0, random.Next(3)).Select(_ => ids[random.Next(ids.Count)]).Where(id => !added.Contains(id)).ToList();
            model.Apply(documents, deleted);
            index.Apply(documents, deleted, step);
            Assert.Equal(model.Documents.Count, index.Documents);
            if (step % 5 == 0) Compare(index, model, random);
            if (step % 17 == 0) index.Flush();
            if (step % 31 == 0) index.Compact();
            if (step % 23 == 0)
            {
                index.Flush();
                index.Dispose();
                index = SearchIndex.Open(_folder, Lexicon.Empty, options);
                Assert.Equal(step, index.Sequence);
                Compare(index, model, random);
            }
        }
        index.Dispose();
    }

    [Fact]
    public void Scores_are_those_of_the_formula()
    {
        var random = new Random(7);
        var ids = Enumerable.Range(0, 600).Select(_ => NewId(random)).ToList();
        var model = new SearchModel();
        model.Apply(Enumerable.Range(0, 900).Select(_ => SearchModel.Document(random, ids) with { Language = "en" }), []);
        using var index = SearchIndex.InMemory(Lexicon.Empty);
        foreach (var chunk in model.Documents.Chunk(30)) index.Apply(chunk, [], 1);
        using var snapshot = index.Borrow();

        var lengths = model.Documents.ToDictionary(d => d.Id, d => (8 * Count(d.Title)) + d.Headings.Sum(h => 2 * Count(h)) + Count(d.Body));
        var average = lengths.Values.Sum() / (double)lengths.Count;
        var frequency = model.Documents.Count(d => SearchModel.Has(d, "river"));
        var idf = Math.Log(1 + ((lengths.Count - frequency + 0.5) / (frequency + 0.5)));
        var expected = model.Documents.Where(d => SearchModel.Has(d, "river")).ToDictionary(d => d.Id, d =>
        {
            double weight = (8 * Times(d.Title)) + d.Headings.Sum(h => 2 * Times(h)) + Times(d.Body);
            return idf * 1.7 * weight / (weight + (0.7 * (0.7 + (0.3 * lengths[d.Id] / average))));
        });

        var found = index.Search(new SearchRequest { Text = "river", Languages = ["en"], Take = 1000 });
        Assert.Equal(expected.Count, found.Count);
        var top = expected.Values.Max();
        // Beyond the hundred that are ranked again by their titles the score is the formula's, as a share of the best.
        foreach (var hit in found.Hits.Skip(100)) Assert.InRange(hit.Score - (expected[hit.Id] / top), -0.03, 0.03);
        Assert.True(found.Hits.Count > 110);

        static int Count(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        static int Times(string text) => text.Split(' ').Count(w => w == "river");
    }

    [Fact]
    public void After_a_crash_at_any_step_on_the_disk_the_rest_is_applied_again_and_nothing_is_lost_or_twice()
    {
        var steps = 0;
        Run(int.MaxValue, ref steps);
        Assert.True(steps > 60, $"{steps} steps");
        for (var crash = 1; crash <= steps; crash++)
        {
            Directory.Delete(_folder, recursive: true);
            var seen = 0;
            var model = Run(crash, ref seen);
            using var again = SearchIndex.Open(_folder, Lexicon.Empty);
            foreach (var (sequence, documents, deleted) in model.Where(c => c.Sequence > again.Sequence)) again.Apply(documents, deleted, sequence);
            var expected = new SearchModel();
            foreach (var (_, documents, deleted) in model) expected.Apply(documents, deleted);
            Assert.Equal(expected.Documents.Count, again.Documents);
            Compare(again, expected, new Random(crash));
            again.Flush();
        }
    }

    [Fact]
    public void A_full_disk_stops_no_search_and_is_made_up_for_when_there_is_room()
    {
        var full = false;
        var random = new Random(11);
        var ids = Enumerable.Range(0, 200).Select(_ => NewId(random)).ToList();
        var model = new SearchModel();
        using (var index = SearchIndex.Open(_folder, Lexicon.Empty, new SearchIndexOptions
        {
            MemoryDocuments = 20,
            Before = _ =>
            {
                if (full) throw new IOException("No space left on device");
            },
        }))
        {
            for (var step = 1; step <= 30; step++)
            {
                full = step is > 10 and <= 20;
                List<SearchDocument> documents = [.. Enumerable.Range(0, 25).Select(_ => SearchModel.Document(random, ids))];
                model.Apply(documents, []);
                index.Apply(documents, [], step);
                if (full)
                {
                    Assert.Throws<IOException>(index.Flush);
                    Assert.True(index.Stored <= 10);
                }
                Compare(index, model, random);
            }
            index.Flush();
            Assert.Null(index.Trouble);
        }
        using var again = SearchIndex.Open(_folder, Lexicon.Empty);
        Assert.Equal(30, again.Sequence);
        Compare(again, model, random);
    }

    [Fact]
    public void Every_byte_that_changed_is_noticed_or_changes_no_answer()
    {
        var random = new Random(13);
        var ids = Enumerable.Range(0, 40).Select(_ => NewId(random)).ToList();
        var model = new SearchModel();
        using (var index = SearchIndex.Open(_folder, Lexicon.Empty))
        {
            List<SearchDocument> documents = [.. Enumerable.Range(0, 5).Select(_ => SearchModel.Document(random, ids))];
            model.Apply(documents, []);
            index.Apply(documents, [], 1);
            index.Flush();
            model.Apply([], [documents[0].Id]);
            index.Apply([], [documents[0].Id], 2);
            index.Flush();
        }
        var noticed = 0;
        var files = Directory.EnumerateFiles(_folder).Where(f => !f.EndsWith("write.lock", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, files.Count);
        foreach (var file in files)
        {
            var right = File.ReadAllBytes(file);
            for (var at = 0; at < right.Length; at++)
            {
                var wrong = (byte[])right.Clone();
                wrong[at] ^= (byte)(1 << (at % 8));
                File.WriteAllBytes(file, wrong);
                if (IsNoticed(model)) noticed++;
            }
            File.WriteAllBytes(file, right);
        }
        Assert.False(IsNoticed(model));
        Assert.True(noticed > files.Sum(f => new FileInfo(f).Length) * 0.5, $"{noticed} noticed");
    }

    [Fact]
    public void A_file_that_is_cut_off_or_changed_for_another_is_noticed()
    {
        var random = new Random(17);
        var ids = Enumerable.Range(0, 40).Select(_ => NewId(random)).ToList();
        using (var index = SearchIndex.Open(_folder, Lexicon.Empty))
        {
            for (var i = 1; i <= 2; i++)
            {
                index.Apply([.. Enumerable.Range(0, 10).Select(_ => SearchModel.Document(random, ids))], [], i);
                index.Flush();
            }
        }
        var files = Directory.EnumerateFiles(_folder, "*.seg").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, files.Count);
        var (first, second) = (File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
        for (var length = 0; length < first.Length; length += 13)
        {
            File.WriteAllBytes(files[0], first[..length]);
            Assert.Throws<DamagedIndexException>(() => SearchIndex.Open(_folder, Lexicon.Empty).Dispose());
        }
        File.WriteAllBytes(files[0], second);
        File.WriteAllBytes(files[1], first);
        Assert.Throws<DamagedIndexException>(() => SearchIndex.Open(_folder, Lexicon.Empty).Dispose());
        File.Delete(files[1]);
        Assert.Throws<DamagedIndexException>(() => SearchIndex.Open(_folder, Lexicon.Empty).Dispose());
    }

    [Fact]
    public void A_second_writer_of_one_folder_is_told_so_and_a_reader_is_not_kept_out()
    {
        using var first = SearchIndex.Open(_folder, Lexicon.Empty);
        first.Apply([SearchModel.Document(new Random(1), [Guid.CreateVersion7()])], [], 1);
        first.Flush();
        var refused = Assert.Throws<IOException>(() => SearchIndex.Open(_folder, Lexicon.Empty));
        Assert.Contains("Another process", refused.Message, StringComparison.Ordinal);
        using var reader = SearchIndex.OpenForReading(_folder, Lexicon.Empty);
        Assert.Equal(1, reader.Documents);
    }

    [Fact]
    public void An_index_of_another_analysis_is_not_answered_from()
    {
        using (var index = SearchIndex.Open(_folder, Lexicon.Empty))
        {
            index.Apply([SearchModel.Document(new Random(1), [Guid.CreateVersion7()])], [], 1);
            index.Flush();
        }
        var manifest = File.ReadAllText(Path.Combine(_folder, "manifest"));
        var other = Lexicon.Learn(Enumerable.Repeat("자전거가 자전거를 자전거는 자전거에 행진이 행진을 행진은 행진에", 20));
        Assert.NotEqual(Lexicon.Empty.Hash, other.Hash);
        Assert.Throws<DamagedIndexException>(() => SearchIndex.Open(_folder, other).Dispose());
        Assert.Equal(manifest, File.ReadAllText(Path.Combine(_folder, "manifest")));
    }

    [Fact]
    public async Task Searches_beside_a_writer_see_each_document_once_old_or_new()
    {
        var ids = Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7()).ToList();
        using var index = SearchIndex.Open(_folder, Lexicon.Empty, new SearchIndexOptions { MemoryDocuments = 30 });
        index.Apply([.. ids.Select(id => Plain(id, 0))], [], 1);
        var done = false;
        var searches = 0;
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!Volatile.Read(ref done))
            {
                var found = index.Search(new SearchRequest { Text = "river", Take = 100 });
                Assert.Equal(ids.Count, found.Hits.Select(h => h.Id).Distinct().Count());
                Assert.Equal(ids.Count, found.Count);
                Interlocked.Increment(ref searches);
            }
        }, TestContext.Current.CancellationToken)).ToList();
        for (var round = 1; round <= 300; round++)
        {
            index.Apply([.. ids.Skip(round % 7).Take(11).Select(id => Plain(id, round))], [], round);
            if (round % 50 == 0) index.Compact();
        }
        Volatile.Write(ref done, true);
        await Task.WhenAll(readers);
        Assert.True(searches > 50, $"{searches} searches");

        static SearchDocument Plain(Guid id, int round) => new() { Id = id, Story = id, Language = "en", Title = $"river {round}", Body = "water" };
    }

    [Fact]
    public void What_was_deleted_is_gone_from_the_disk_after_compacting()
    {
        var id = Guid.CreateVersion7();
        using (var index = SearchIndex.Open(_folder, Lexicon.Empty))
        {
            index.Apply([new SearchDocument { Id = id, Story = id, Language = "en", Title = "Zephyrine", Body = "kept once" }, SearchModel.Document(new Random(1), [Guid.CreateVersion7()])], [], 1);
            index.Flush();
            Assert.Contains(Files(), f => Has(f, "zephyrine"));
            index.Apply([], [id], 2);
            index.Compact();
            Assert.Equal(1, index.Documents);
        }
        Assert.DoesNotContain(Files(), f => Has(f, "zephyrine"));

        IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, "*.*");
        static bool Has(string file, string word) => !file.EndsWith("write.lock", StringComparison.Ordinal) && File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0;
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Applies a fixed course of changes until the step on which it crashes; tells all of them.</summary>
    private List<(long Sequence, List<SearchDocument> Documents, List<Guid> Deleted)> Run(int crash, ref int steps)
    {
        var random = new Random(5);
        var ids = Enumerable.Range(0, 60).Select(_ => NewId(random)).ToList();
        var changes = new List<(long, List<SearchDocument>, List<Guid>)>();
        var count = 0;
        var index = SearchIndex.Open(_folder, Lexicon.Empty, new SearchIndexOptions
        {
            MemoryDocuments = int.MaxValue,
            Before = step =>
            {
                // Writes of texts and terms are many and alike: every fortieth stands for them.
                if (step.StartsWith("write ", StringComparison.Ordinal) && Interlocked.Increment(ref _writes) % 40 != 0) return;
                if (Interlocked.Increment(ref count) >= crash) throw new CrashException();
            },
        });
        _writes = 0;
        for (var step = 1; step <= 12; step++)
        {
            List<SearchDocument> documents = [.. Enumerable.Range(0, 6).Select(_ => SearchModel.Document(random, ids))];
            var added = documents.Select(d => d.Id).ToHashSet();
            List<Guid> deleted = [.. Enumerable.Range(0, 2).Select(_ => ids[random.Next(ids.Count)]).Where(id => !added.Contains(id))];
            changes.Add((step, documents, deleted));
            index.Apply(documents, deleted, step);
            try
            {
                if (step % 3 == 2) index.Flush();
                if (step % 6 == 5) index.Compact();
            }
            catch (Exception e) when (e is CrashException or IOException)
            {
            }
        }
        index.Dispose();
        steps = count;
        return changes;
    }

    private int _writes;

    private bool IsNoticed(SearchModel model)
    {
        try
        {
            using var index = SearchIndex.Open(_folder, Lexicon.Empty);
            Compare(index, model, new Random(1));
            return false;
        }
        catch (DamagedIndexException)
        {
            return true;
        }
    }

    private static void Compare(SearchIndex index, SearchModel model, Random random)
    {
        for (var i = 0; i < 6; i++)
        {
            var (a, b, c) = (SearchModel.Word(random), SearchModel.Word(random), SearchModel.Word(random));
            Same(index, a, model, d => SearchModel.Has(d, a));
            Same(index, $"{a} {b}", model, d => SearchModel.Has(d, a) && SearchModel.Has(d, b));
            Same(index, $"{a} -{c}", model, d => SearchModel.Has(d, a) && !SearchModel.Has(d, c));
            Same(index, $"title:{a}", model, d => SearchModel.HasTitle(d, a));
            Same(index, $"{a} before:2016", model, d => SearchModel.Has(d, a) && d.Date.Year < 2016);
            Same(index, $"{a} after:2015-06 kind:release", model, d => SearchModel.Has(d, a) && d.Date >= new DateOnly(2015, 7, 1) && d.Labels.Contains("kind:release"));
            Same(index, $"-kind:report place:seoul", model, d => d.Labels.Contains("kind:release") && d.Labels.Contains("place:seoul"));
        }
        var word = SearchModel.Word(random);
        var within = model.Documents.Where(d => SearchModel.Has(d, word) && d.Labels.Contains("mission:1")).ToList();
        var found = index.Search(new SearchRequest { Text = word, Within = ["mission:1"], Chosen = ["kind:release"], Facets = ["kind", "place"], Collapse = true, Take = 1000 });
        // Nobody has the word within the mission: then nothing else is looked for either, a single word has no part.
        Assert.Equal(within.Where(d => d.Labels.Contains("kind:release")).Select(d => d.Story).Distinct().Count(), found.Count);
        Assert.Equal(found.Count, found.Hits.Count);
        Assert.Equal(
            within.SelectMany(d => d.Labels.Where(l => l.StartsWith("kind:", StringComparison.Ordinal)).Select(l => (Label: l, d.Story))).Distinct()
                .CountBy(x => x.Label).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key} {x.Value}"),
            found.Facets.Where(f => f.Field == "kind").Select(f => $"{f.Field}:{f.Value} {f.Count}"));
        Assert.Equal(
            within.Where(d => d.Labels.Contains("kind:release") && d.Labels.Contains("place:seoul")).Select(d => d.Story).Distinct().Count(),
            found.Facets.FirstOrDefault(f => f.Field == "place")?.Count ?? 0);
        var newest = index.Search(new SearchRequest { Order = SearchOrder.Newest, Take = 15 });
        Assert.Equal(model.Documents.Count, newest.Count);
        Assert.Equal(model.Documents.OrderByDescending(d => d.Date).ThenByDescending(d => d.Id).Take(15).Select(d => d.Id), newest.Hits.Select(h => h.Id));
    }

    private static void Same(SearchIndex index, string question, SearchModel model, Func<SearchDocument, bool> expected)
    {
        var found = index.Search(new SearchRequest { Text = question, Take = 1000, Languages = ["en", "ko"] });
        var right = model.Documents.Where(expected).Select(d => d.Id).ToHashSet();
        if (right.Count == 0 && found.Loose) return; // Others with some of the words are shown, and said to be that.
        Assert.False(found.Cut);
        Assert.True(right.SetEquals(found.Hits.Select(h => h.Id)), $"{question}: {found.Count} found, {right.Count} right");
        Assert.Equal(right.Count, found.Count);
    }

    private sealed class CrashException : Exception;
}
