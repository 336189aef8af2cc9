using System.Security.Cryptography;
using System.Text;
using Chancery.Kernel;
using Chancery.Text.Parity;

namespace Chancery.Features.Parity;

/// <summary>
/// A difference that may stand, with the reason. It is bound to both sentences by their hash: when either changes, nothing
/// has to be taken back, the waiver no longer fits.
/// </summary>
public sealed class Waiver : IOwnedByMission
{
    public const int ReasonLimit = 1_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    /// <summary>The translation; the source is the other side.</summary>
    public required Guid EditionId { get; init; }

    public required string Kind { get; init; }

    public required string Rule { get; init; }

    /// <summary><see cref="KeyOf"/> of the finding.</summary>
    public required string Hash { get; init; }

    /// <summary>A person's words: here only, never in the journal.</summary>
    public required string Reason { get; init; }

    public required Guid ById { get; init; }

    public required DateTime At { get; init; }

    /// <summary>
    /// What a waiver is bound to: the check, both sentences, and which words of them, so that a second difference in the
    /// same sentences is not waived with the first.
    /// </summary>
    public static string KeyOf(Finding finding)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)[finding.Kind, finding.Rule]) Add(part);
        Side(finding.Source, finding.SourceSentence);
        Side(finding.Target, finding.TargetSentence);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // Lengths before the parts: no two different findings run together into one text.
        void Add(string part) => text.Append(part.Length).Append(':').Append(part).Append('\n');

        void Side(FindingSpan? words, FindingSpan? sentence)
        {
            Add(sentence?.Text ?? "");
            Add(words?.Text ?? "");
            if (words is not null && sentence is not null) text.Append(words.Start - sentence.Start).Append('\n');
        }
    }
}
