using System.Text;
using Mkr.Model.Data.Sources;

namespace Mkr.Tests.Model.Data.Sources;

/// <summary>Lines of the recommendation's own test cases (https://www.w3.org/2013/N-TriplesTests/), and others.</summary>
internal sealed class NTriplesLineTests
{
    [TestCase("<http://a/s> <http://a/p> <http://a/o> .", "http://a/s", "http://a/p", "http://a/o")]
    [TestCase("<http://a/s><http://a/p><http://a/o>.", "http://a/s", "http://a/p", "http://a/o")]
    [TestCase("\t<s:a>\t<p:b>  _:x1.  # a comment <x>", "s:a", "p:b", "_:x1")]
    [TestCase("_:1a <p:b> _:a.b-c .", "_:1a", "p:b", "_:a.b-c")]
    [TestCase("<http://a/\\u00E9> <p:b> <http://a/\\U0001F600> .", "http://a/é", "p:b", "http://a/😀")]
    [TestCase("<s:a> <p:b> \"x\" .", "s:a", "p:b", "\"x\"")]
    [TestCase("<s:a> <p:b> \"\" .", "s:a", "p:b", "\"\"")]
    [TestCase("<s:a> <p:b> \"Heat\"@en-GB .", "s:a", "p:b", "\"Heat\"@en-gb")]
    [TestCase("<s:a> <p:b> \"4\"^^<http://www.w3.org/2001/XMLSchema#integer> .", "s:a", "p:b",
        "\"4\"^^<http://www.w3.org/2001/XMLSchema#integer>")]
    [TestCase("<s:a> <p:b> \"x\"^^<http://www.w3.org/2001/XMLSchema#string> .", "s:a", "p:b", "\"x\"")]
    [TestCase("<s:a> <p:b> \"a\tb\\t\\\"c\\\" \\u0041 \\n \\\\ . # \\'\" .", "s:a", "p:b", "\"a\\tb\\t\\\"c\\\" A \\n \\\\ . # '\"")]
    [TestCase("<s:a> <p:b> \"\\u0009\" .", "s:a", "p:b", "\"\\t\"")]
    public void Terms_become_ids(string line, string subject, string predicate, string target)
    {
        var parser = new NTriplesLine(Encoding.UTF8.GetBytes(line));
        Assert.That(parser.Parse(), Is.Null);
        Assert.That(Encoding.UTF8.GetString(parser.Subject), Is.EqualTo(subject));
        Assert.That(Encoding.UTF8.GetString(parser.Predicate), Is.EqualTo(predicate));
        Assert.That(Encoding.UTF8.GetString(parser.Object), Is.EqualTo(target));
        Assert.That(parser.IsLiteral, Is.EqualTo(target[0] == '"'));
    }

    [TestCase("", "an empty line")]
    [TestCase("  # comment", "a comment")]
    [TestCase("\"x\" <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("<s a> <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("<s:\\u002> <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("<s:\\n> <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("<> <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("_: <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("_:-a <p:b> <o:c> .", "no IRI or blank node as subject")]
    [TestCase("<s:a> _:b <o:c> .", "no IRI as predicate")]
    [TestCase("<s:a>", "no IRI as predicate")]
    [TestCase("<s:a> <p:b> .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> \"x .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> \"\\x\" .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> \"\\uD800\" .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> \"x\"@1 .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> \"x\"@en- .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> \"x\"^^y .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> 'x' .", "no IRI, blank node or literal as object")]
    [TestCase("<s:a> <p:b> <o:c>", "no full stop after the object")]
    [TestCase("<s:a> <p:b> <o:c> <g:d> .", "no full stop after the object")]
    [TestCase("<s:a> <p:b> <o:c> . <s:a>", "more after the full stop")]
    public void Other_lines_say_why(string line, string reason)
    {
        var parser = new NTriplesLine(Encoding.UTF8.GetBytes(line));
        Assert.That(parser.Parse(), Is.EqualTo(reason));
    }

    [Test]
    public void Broken_bytes_are_no_line()
    {
        var parser = new NTriplesLine([(byte)'<', 0xFF, (byte)'>']);
        Assert.That(parser.Parse(), Is.EqualTo("not UTF-8 text"));
    }
}
