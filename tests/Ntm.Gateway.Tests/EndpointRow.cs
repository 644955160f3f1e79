using Ntm.Gateway.Tests.Access;

namespace Ntm.Gateway.Tests;

/// <summary>What the gateway serves: a row of <c>endpoints.txt</c>. A new endpoint gets its row there, or the tests fail.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Address as the service maps it.</param>
/// <param name="Cluster">Which service must get it.</param>
/// <param name="Outsider">What a village reporter gets who asks for what does not exist: never more than anybody signed in may
/// read.</param>
/// <param name="Who"><c>anyone</c>, <c>signed-in</c>, <c>granted</c> (any role), <c>in-province</c> and <c>program-in-province</c>,
/// <c>stage</c> (the role of the open stage), <c>addressee</c> and <c>owner</c> (of a notice, of what one saved), or roles, each with the
/// place where it must be held, see <see cref="Right"/>.</param>
/// <param name="Scope">Scope that opens it to a program; null, and in the table left out, where no program is let in.</param>
public sealed record EndpointRow(string Method, string Pattern, string Cluster, int Outsider, string Who, string? Scope)
{
    public static IReadOnlyList<EndpointRow> All { get; } =
    [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "endpoints.txt")).Select(Parse)];

    public string Name => $"{Method} {Pattern}";

    private static EndpointRow Parse(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        var address = cells[0].Split(' ', 2, StringSplitOptions.TrimEntries);
        return new EndpointRow(
            address[0],
            address[1],
            cells[1],
            int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture),
            cells[3],
            cells.ElementAtOrDefault(4)
        );
    }
}
