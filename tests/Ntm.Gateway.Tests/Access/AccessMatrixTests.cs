namespace Ntm.Gateway.Tests.Access;

/// <summary>
/// Every endpoint × kind of caller × own, another's, what does not exist × state of the stage has its expected answer, and no answer
/// holds what its reader must not know.
/// </summary>
public sealed class AccessMatrixTests(Scene scene) : IClassFixture<Scene>
{
    [Fact]
    public void Every_endpoint_has_its_row_and_every_row_is_asked_by_everybody()
    {
        Assert.Empty(scene.Platform.Endpoints().Except(EndpointRow.All.Select(row => row.Name)));
        var asks = Matrix.Asks(scene).ToLookup(ask => ask.Row.Name, ask => ask.Caller.Name);
        var scopes = Callers.Programs.SelectMany(program => program.Scopes!);
        var closed = EndpointRow.All.Where(row => row.Who != "anyone").ToList();
        Assert.Empty(EndpointRow.All.Select(row => row.Scope).OfType<string>().Except(scopes));
        Assert.All(EndpointRow.All, row => Assert.NotEmpty(asks[row.Name]));
        Assert.All(closed, row => Assert.Empty(Callers.All.Select(caller => caller.Name).Except(asks[row.Name])));
    }

    [Fact]
    public async Task Every_caller_gets_what_the_table_says_and_learns_nothing_that_is_not_for_him()
    {
        var faults = await Matrix.FaultsAsync(scene, Matrix.Asks(scene));

        Assert.True(faults.Count == 0, Table(faults));
    }

    [Fact]
    public async Task The_portals_pages_ask_for_a_session_and_show_nobody_what_is_not_for_him()
    {
        Assert.Empty(await PortalPages.OpenToStrangersAsync(scene));
        Assert.Empty(await PortalPages.LeaksAsync(scene));
    }

    [Fact]
    public async Task Rights_that_are_wider_than_the_rules_are_found_by_status_and_by_what_is_read()
    {
        var reads = Matrix
            .Asks(scene)
            .Where(ask => ask.Row.Name is "GET /dossiers/{id:guid}" or "PUT /dossiers/{id:guid}/stages/{stage}/verdicts")
            .Where(ask => ask.Caller.Name is "chutich.camha" or "lanhdao.huongson")
            .ToList();
        scene.Loosened.On = true;
        var faults = await Matrix.FaultsAsync(scene, reads);
        scene.Loosened.On = false;

        Assert.Contains(faults, fault => IsOf(fault, "chutich.camha") && fault.Contains("wanted: 404", StringComparison.Ordinal));
        Assert.Contains(faults, fault => IsOf(fault, "lanhdao.huongson") && fault.Contains("wanted: 403", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("leaks: a verdict of an open review", StringComparison.Ordinal));
        Assert.Empty(await Matrix.FaultsAsync(scene, reads));
    }

    private static bool IsOf(string fault, string caller) => fault.Contains(caller, StringComparison.Ordinal);

    private static string Table(IReadOnlyList<string> faults) =>
        $"{faults.Count} answers are not as the table says:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}";
}
