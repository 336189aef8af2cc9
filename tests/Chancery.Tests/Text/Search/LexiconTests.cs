using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

public sealed class LexiconTests
{
    private static readonly Lexicon Learnt = Lexicon.Learn(Enumerable.Repeat(
        "자전거가 자전거를 자전거와 자전거 자전거로 도로가 도로를 도로와 도로 도로에 물이 물을 물은 물에 물 대사관이 대사관은 대사관에 기념이 기념을 기념은 기념 행사가 행사를 행사는 행사 "
        + "흘리고 흘렸다 흘리는데 흘리면 흘립니다 학교에서 학교에서는 학교에서도 학교에서의 학교가 학교를 학교", 20));

    [Theory]
    [InlineData("자전거도로에서", "자전거도로 자전거 도로")]
    [InlineData("기념행사를", "기념행사 기념 행사")]
    [InlineData("물을", "물을 물")]
    [InlineData("학교에서는", "학교")]
    [InlineData("흘린", "흘리")]
    [InlineData("오전", "오전")]
    public void Learnt_nouns_part_compounds_and_learnt_verbs_lose_short_endings(string word, string terms)
    {
        var tokens = new List<Token>();
        new Analyser(Learnt).Analyse(word, "ko", tokens);
        Assert.Equal(terms, string.Join(' ', tokens.Where(token => token.Channel == TermChannel.Word).Select(token => token.Term)));
    }

    [Fact]
    public void Words_written_without_spaces_are_parted()
    {
        var tokens = new List<Token>();
        new Analyser(Learnt).AnalyseQuery("자전거를대사관은기념행사", ["ko"], tokens);
        foreach (var part in new[] { "자전거", "대사관", "기념", "행사" }) Assert.Contains(tokens, token => token.Term == part && token.Channel == TermChannel.Word);
    }

    [Fact]
    public void It_is_written_and_read_back_the_same()
    {
        using var stream = new MemoryStream();
        Learnt.Write(stream);
        stream.Position = 0;
        var read = Lexicon.Read(stream);
        Assert.Equal(Learnt.Hash, read.Hash);
        Assert.Equal((Learnt.Nouns, Learnt.Verbs), (read.Nouns, read.Verbs));
        Assert.NotEqual(Lexicon.Empty.Hash, read.Hash);
    }

    [Fact]
    public void A_damaged_one_is_refused()
    {
        using var stream = new MemoryStream();
        Learnt.Write(stream);
        var bytes = stream.ToArray();
        for (var length = 0; length < bytes.Length; length += 7) Assert.Throws<InvalidDataException>(() => Lexicon.Read(new MemoryStream(bytes[..length])));
        Assert.Throws<InvalidDataException>(() => Lexicon.Read(new MemoryStream([1, 2, 3, 4, 5])));
    }
}
