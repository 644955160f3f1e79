using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>What a province decides: somebody prepares it with the document, and its leader puts it into force.</summary>
internal static class ProvinceDecision
{
    /// <summary>Prepares and puts into force.</summary>
    /// <param name="rehearsal">Where.</param>
    /// <param name="province">Who acts for the province.</param>
    /// <param name="path">Address at which it is prepared.</param>
    /// <param name="body">What is prepared.</param>
    /// <returns>What came of it.</returns>
    public static async Task<JsonElement> DecideAsync(
        this RehearsalSession rehearsal,
        ProvincePeople province,
        string path,
        object? body = null
    )
    {
        var (officer, leader) = (rehearsal.As(province.Preparer), rehearsal.As(province.Leader));
        var prepared = await officer.PostAsync(path, body);
        var entry = $"/{path.Split('/')[1]}/entries/{prepared.GetProperty("id").GetGuid()}";
        var number = prepared.GetProperty("documentNumber").GetString();
        await officer.UploadAsync(entry + "/document", "van-ban.pdf", SampleFiles.Pdf($"Văn bản {number} {rehearsal.Now:O}"));
        var decided = await leader.PostAsync(entry + "/into-force");
        return await leader.GetAsync(decided.GetProperty("outcome").GetString()!);
    }
}
