using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>Unicode's form C, beside what another implementation of it makes of random letters and marks.</summary>
internal sealed class CanonicalFormTests
{
    [TestCase("\u0342\u1EA4\u304B\u212B\u1EC7", "\u0342\u1EA4\u304B\u00C5\u1EC7")]
    [TestCase("aaa\u212B", "aaa\u00C5")]
    [TestCase("\u304B\u1112\u0323\u0327\u0323", "\u304B\u1112\u0327\u0323\u0323")]
    [TestCase("\u212Bu\u0301\u212B\u0313\u0304", "\u00C5\u00FA\u00C5\u0313\u0304")]
    [TestCase("\u0313\u031B", "\u031B\u0313")]
    [TestCase("\u0345\u3099\u00E9\u3099x\u03C9\u0302", "\u3099\u0345\u00E9\u3099x\u03C9\u0302")]
    [TestCase("\u0304\u1161\u304B\u3099", "\u0304\u1161\u304C")]
    [TestCase("\u00E9\u03C9\u0301\u0327\u1112", "\u00E9\u03CE\u0327\u1112")]
    [TestCase("\u0342\u03C9\u0313\u0327O\u1EA4\u03C9", "\u0342\u1F60\u0327O\u1EA4\u03C9")]
    [TestCase("u\u0342\u0301\u3099x\u1EC7", "u\u3099\u0342\u0301x\u1EC7")]
    [TestCase("\u1161\u1161\u1EC7\u212B\u0301\u0301", "\u1161\u1161\u1EC7\u01FA\u0301")]
    [TestCase("\u1EC7\u3099\u0327", "\u0229\u3099\u0323\u0302")]
    [TestCase("a\u1EC7 x\u0313\u3099 ", "a\u1EC7 x\u3099\u0313 ")]
    [TestCase("\u1161\u1112\u0302\u3099", "\u1161\u1112\u3099\u0302")]
    [TestCase("\u304Bx\u0327\u00E9\u0327", "\u304Bx\u0327\u0229\u0301")]
    [TestCase("\u212B\u0301\u1112", "\u01FA\u1112")]
    [TestCase("\u0301\u0327\u0304O\u0301\u0301", "\u0327\u0301\u0304\u00D3\u0301")]
    [TestCase("plain ASCII", "plain ASCII")]
    [TestCase("\u00E9t\u00E9", "\u00E9t\u00E9")]
    public void Letters_and_marks_are_composed(string text, string expected) => Assert.That(CanonicalForm.Of(text), Is.EqualTo(expected));

    [Test]
    public void A_form_is_its_own_form()
    {
        foreach ((int mark, _, string letters) in CanonicalPairs.ByMark)
        {
            string composites = string.Concat(letters.EnumerateRunes().Where((_, i) => i % 2 == 1));
            Assert.That(CanonicalForm.Of(composites), Is.EqualTo(composites), $"U+{mark:X4}");
        }
    }
}
