using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;

namespace Ntm.Web;

/// <summary>
/// What the console is given outside sample mode: one line of JSON an entry, dated in UTC. Whatever a client sends into an entry, it
/// neither ends a line nor looks like another entry. <c>Logging:Console:FormatterName</c> chooses another format.
/// </summary>
internal static class LogFormat
{
    public static void AddLogFormat(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>(SampleMode.Setting))
        {
            return;
        }

        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName ??= ConsoleFormatterNames.Json);
        builder.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ");
            json.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        });
    }
}
