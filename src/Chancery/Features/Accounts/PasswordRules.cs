using Chancery.Kernel;

namespace Chancery.Features.Accounts;

/// <summary>
/// What a password must be: long, and not made of what everybody knows about the account. No rules of composition.
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 200;

    /// <summary>One and the same keys, whichever system composed the letters.</summary>
    public static string Clean(string? password) => PlainText.Clean(password);

    public static Refusal? Check(string password, string field, params ReadOnlySpan<string> known)
    {
        if (password.Length < MinLength) return new Refusal("account.password-short", field).With("n", MinLength);
        if (password.Length > MaxLength) return new Refusal("account.password-long", field).With("n", MaxLength);
        if (password.Distinct().Count() < 5) return new Refusal("account.password-obvious", field);
        foreach (var word in known)
        {
            var part = word.Split('@')[0];
            if (part.Length >= 4 && password.Replace(part, "", StringComparison.OrdinalIgnoreCase).Length < MinLength / 2)
                return new Refusal("account.password-obvious", field);
        }
        return null;
    }

    public static Refusal? CheckPerson(string name, string email)
    {
        if (name.Length == 0) return new Refusal("account.no-name", "Input.Name");
        if (name.Length > 200) return new Refusal("account.name-long", "Input.Name").With("n", 200);
        return IsEmail(email) ? null : new Refusal("account.no-email", "Input.Email");
    }

    public static bool IsEmail(string text) =>
        text.Length is >= 3 and <= 254 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
