using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Portal.Pages;

/// <summary>The stylesheet, the script, the icon and an example of a table of criteria, each under the hash of its bytes: a browser keeps
/// them until they change.</summary>
internal static class AssetFiles
{
    private static readonly Dictionary<string, Asset> Files = new[]
    {
        Load("portal.css", "text/css; charset=utf-8"),
        Load("portal.js", "text/javascript; charset=utf-8"),
        Load("icon.svg", "image/svg+xml"),
        Load("bo-tieu-chi-mau.csv", "text/csv; charset=utf-8"),
    }.ToDictionary(file => file.Name);

    /// <summary>Address of a file.</summary>
    public static string Of(string name) => $"/tai-nguyen/{Files[name].Hash}/{name}";

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/tai-nguyen/{hash}/{name}", Handle);

    internal static IResult Handle(string hash, string name, HttpContext http)
    {
        if (!Files.TryGetValue(name, out var file) || file.Hash != hash)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            http.Response.Headers.ContentEncoding = "br";
            return TypedResults.Bytes(file.Compressed, file.Type);
        }

        return TypedResults.Bytes(file.Bytes, file.Type);
    }

    private static Asset Load(string name, string type)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream("assets/" + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(bytes.ToArray());
        }

        return new Asset(
            name,
            type,
            Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..16],
            bytes.ToArray(),
            compressed.ToArray()
        );
    }

    private sealed record Asset(string Name, string Type, string Hash, byte[] Bytes, byte[] Compressed);
}
