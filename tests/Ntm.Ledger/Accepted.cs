using System.Text.Json;

namespace Ntm.Ledger;

/// <summary>A command that was answered with success, as its client wrote it down.</summary>
/// <param name="Key">Its Idempotency-Key.</param>
/// <param name="Service">Service that owns the effect.</param>
/// <param name="Act">What was done: <c>open</c>, <c>file</c>, …</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Answer">Body of the answer.</param>
/// <param name="Dossier">Dossier it was about; null for others.</param>
/// <param name="Detail">What its effect is known by: hash of the bytes sent, number of the document, code of the unit.</param>
internal sealed record Accepted(string Key, string Service, string Act, int Status, JsonElement Answer, string? Dossier, string? Detail);

/// <summary>All that the clients know: the only truth that is believed.</summary>
internal sealed class AcceptedFile(IReadOnlyList<Accepted> all)
{
    public IReadOnlyList<Accepted> All => all;

    /// <summary>Reads whole lines only: a client that was cut off has not written its last one down.</summary>
    public static AcceptedFile Read(string path) =>
        new([
            .. File.ReadLines(path)
                .Where(line => line.EndsWith('}'))
                .Select(line => JsonSerializer.Deserialize<Accepted>(line, JsonSerializerOptions.Web)!),
        ]);

    public IEnumerable<Accepted> Of(string act) => all.Where(step => step.Act == act);

    public IEnumerable<string> Details(string act) => Of(act).Select(step => $"{step.Dossier} {step.Detail}");
}
