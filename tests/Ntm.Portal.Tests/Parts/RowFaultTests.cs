using Ntm.Portal.Api;

namespace Ntm.Portal.Tests.Parts;

/// <summary>The API names rows by their place in what was sent; a page has fields of its own for them.</summary>
public sealed class RowFaultTests
{
    private static readonly string[] Sent = ["an", "binh"];

    [Theory]
    [InlineData("members[1].position", "position:binh")]
    [InlineData("members[0].role", "role:an")]
    [InlineData("members[0].parts[2]", "parts[2]:an")]
    [InlineData("members[2].role", "members[2].role")]
    [InlineData("members[x].role", "members[x].role")]
    [InlineData("members[1]", "members[1]")]
    [InlineData("members", "members")]
    [InlineData("others[1].role", "others[1].role")]
    [InlineData(null, null)]
    public void A_fault_is_brought_to_the_field_of_its_row_and_others_stay(string? named, string? field)
    {
        var problem = new ApiProblem(400, "x", "x", "x", [new ApiFault(named, "sai")]);

        var shown = problem.AtRows("members", Sent, (row, part) => part.Length == 0 ? null : $"{part}:{row}");

        Assert.Equal([new ApiFault(field, "sai")], shown.Faults);
    }
}
