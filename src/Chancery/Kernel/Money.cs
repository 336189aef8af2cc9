namespace Chancery.Kernel;

/// <summary>An amount in one currency (ISO 4217). Amounts of different currencies are never added: there is no exchange rate here.</summary>
public readonly record struct Money(decimal Amount, string Currency)
{
    public static bool IsCurrency(string? code) => code is { Length: 3 } && code.All(c => c is >= 'A' and <= 'Z');

    public static IReadOnlyList<Money> Sum(IEnumerable<Money> amounts) =>
        [.. amounts.GroupBy(m => m.Currency, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Money(g.Sum(m => m.Amount), g.Key))];
}
