using System.Net.Http.Json;

namespace Ntm.Testing;

/// <summary>An officer who prepares with the deciding document, and a leader of the province who puts it into force.</summary>
public sealed record TwoPeople(HttpClient Officer, HttpClient Leader)
{
    /// <summary>Prepares and puts into force: the last answer, or the first that refuses.</summary>
    public async Task<HttpResponseMessage> DecideAsync(string address, object? body = null)
    {
        var prepared = await PrepareAsync(address, body);
        return prepared.IsSuccessStatusCode
            ? await Leader.PostAsync($"{prepared.Headers.Location!.OriginalString}/into-force", null)
            : prepared;
    }

    /// <summary>Prepares, and attaches the document: the answer of the preparation, or what refuses the document.</summary>
    public async Task<HttpResponseMessage> PrepareAsync(string address, object? body = null)
    {
        var prepared = await Officer.PostAsync(address, body is null ? null : JsonContent.Create(body, body.GetType()));
        if (!prepared.IsSuccessStatusCode)
        {
            return prepared;
        }

        var attached = await AttachAsync(Officer, prepared.Headers.Location!.OriginalString);
        return attached.IsSuccessStatusCode ? prepared : attached;
    }

    /// <summary>Attaches a document to an entry.</summary>
    public static async Task<HttpResponseMessage> AttachAsync(HttpClient by, string entry)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(SampleFiles.Pdf(text: "Văn bản của tỉnh " + entry)), "file", "quyet-dinh.pdf" },
        };
        return await by.PostAsync($"{entry}/document", form);
    }
}
