using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>Versions of aggregates on the wire: <c>ETag: "7"</c>, <c>If-Match: "7"</c>.</summary>
public static class ETags
{
    /// <summary>Writes the version that the response shows.</summary>
    public static void SetETag(this HttpResponse response, int version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>True unless the caller sent an <c>If-Match</c> that names another version; answer that with
    /// <see cref="Error.Stale"/>.</summary>
    public static bool Matches(this HttpRequest request, int version)
    {
        var header = request.Headers.IfMatch.ToString();
        return header.Length == 0 || header == "*" || header.Trim().Trim('"') == version.ToString(CultureInfo.InvariantCulture);
    }
}
