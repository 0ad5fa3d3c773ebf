using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Usage;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests the selection of names by syntax, so that the other names are not bound.</summary>
public class EndpointTests
{
    [Theory]
    [InlineData("app.MapGet(\"/\", Get)", true)]
    [InlineData("app?.MapGet(\"/\", this.Get)", true)]
    [InlineData("MapGet(\"/\", handler: (Get))", true)]
    [InlineData("app.MapGet<int>(\"/\", (Delegate)Get)", true)]
    [InlineData("app.MapGet(\"/\", new Func<object>(Get)).WithName(\"a\")", true)]
    [InlineData("Get()", false)]
    [InlineData("x.Get(MapGet(\"/\", y))", false)]
    [InlineData("list.Select(Get)", false)]
    [InlineData("app.MapGet(\"/\", () => { return Get(); })", false)]
    [InlineData("_ = Get", false)]
    public void A_name_may_be_a_handler_only_in_an_argument_of_a_map_method(string expression, bool expected)
    {
        var statement = SyntaxFactory.ParseStatement(expression + ";");
        var name = statement.DescendantNodes().OfType<IdentifierNameSyntax>().Single(name => name.Identifier.ValueText == "Get");

        Assert.Equal(expected, Endpoint.MayBeHandler(name));
    }
}
