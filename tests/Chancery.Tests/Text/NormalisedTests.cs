using System.Text;
using Chancery.Text;

namespace Chancery.Tests.Text;

public sealed class NormalisedTests
{
    [Theory]
    [InlineData("주아제르바이잔 대사관에서", "대사관")]
    [InlineData("ＫＯＲＥＡ　２０１６", "korea 2016")]
    [InlineData("Azərbaycanda Koreya mədəniyyəti günləri", "mədəniyyət")]
    [InlineData("BAKI ŞƏHƏRİ", "bakı şəhəri")]
    [InlineData("Łódź, Straße, København", "strasse")]
    [InlineData("Ёлка", "елка")]
    public void A_reader_finds_a_text_by_a_part_of_it_in_any_spelling(string text, string words) =>
        Assert.Contains(Normalised.ForSearch(words), Normalised.ForSearch(text), StringComparison.Ordinal);

    [Fact]
    public void Hangul_taken_apart_by_another_system_is_the_same_text() =>
        Assert.Equal(
            Normalised.ForSearch("한국 문화의 날"),
            Normalised.ForSearch("한국 문화의 날".Normalize(NormalizationForm.FormD)));

    [Fact]
    public void Kana_voicing_tells_words_apart() =>
        Assert.NotEqual(Normalised.ForSearch("はし"), Normalised.ForSearch("ばし"));

    [Fact]
    public void White_space_of_any_kind_is_one_space_and_none_at_the_ends() =>
        Assert.Equal("a b c", Normalised.ForSearch("\u3000 a\r\n\tb\u00a0 c \u0000"));

    [Theory]
    [InlineData("")]
    [InlineData("İSTANBUL ı ẞ ﬁ ǆ Ǆ")]
    [InlineData("각 각 ㄱㅏㄱ ｶﾞ が")]
    [InlineData("a\u0301\u0323 e\u0301\u00b4 \u1e9b\u0323")]
    [InlineData("𝕂𝕠𝕣𝕖𝕒 Ω Å ½ ﷺ")]
    public void Folding_twice_changes_nothing_more(string text)
    {
        var once = Normalised.ForSearch(text);
        Assert.Equal(once, Normalised.ForSearch(once));
    }

    [Theory]
    [InlineData("\uD55C\uD800 \uDC00a")]
    [InlineData("\uFFFE")]
    public void Text_that_is_not_Unicode_is_folded_all_the_same(string text) =>
        Assert.Contains('\uFFFD', Normalised.ForSearch(text));

    [Fact]
    public void No_character_of_Unicode_folds_otherwise_the_second_time()
    {
        var changed = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(rune => Normalised.ForSearch(rune.ToString()) is var once && Normalised.ForSearch(once) != once)
            .Select(rune => $"U+{rune.Value:X4} {rune}");
        Assert.Empty(changed);
    }
}
