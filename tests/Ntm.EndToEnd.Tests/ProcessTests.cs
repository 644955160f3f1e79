using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ntm.EndToEnd.Tests.Tamper;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>The host as an operator meets it: a process with arguments, words on the console and an exit code.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Ntm.Host.dll");
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-process-").FullName;

    [Fact]
    public async Task It_says_where_it_is_and_who_may_sign_in_and_a_second_start_keeps_the_data()
    {
        await using var host = new HostProcess(Program, folder);
        await host.StartAsync();
        using var http = PatientClient.Of(host.Address);
        var unit = new { userName = "canbo.sonbang", password = PlatformHost.SamplePassword };
        using var first = await http.PostAsJsonAsync("/identity/tokens", unit);
        Assert.True(first.IsSuccessStatusCode);
        var refresh = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refreshToken").GetString();
        host.Kill();

        await host.StartAsync();
        using var again = await http.PostAsJsonAsync("/identity/tokens", new { refreshToken = refresh });

        Assert.True(again.IsSuccessStatusCode, "What was given before the kill is known after it.");
        await Eventually.TrueAsync(() => host.Output.Contains("canbo.sonbang", StringComparison.Ordinal), "the accounts are printed");
        Assert.Contains(host.Address.ToString().TrimEnd('/'), host.Output, StringComparison.Ordinal);
        Assert.Contains(folder, host.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Where(IsOpenToOthers));
    }

    private static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)) != 0;

    [Theory]
    [InlineData("--Host:Address=http://0.0.0.0:{0}")]
    [InlineData("--Kestrel:Endpoints:moi:Url=http://0.0.0.0:{0}")]
    [InlineData("--Kestrel:Endpoints:moi:Url=http://*:{0}")]
    public async Task Sample_mode_refuses_any_address_but_loopback(string setting)
    {
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, setting, Loopback.FreePort());
        var (code, words) = await RunAsync(address, "--Host:DataFolder=" + folder);

        Assert.Equal(2, code);
        Assert.Contains("Chế độ mẫu chỉ mở trên máy này", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Data:Sample=true", "Data:Sample")]
    [InlineData("--Data:SampleClock=dong-ho", "Data:SampleClock")]
    public async Task Nothing_of_the_sample_mode_is_turned_on_outside_it(string setting, string named)
    {
        var (code, words) = await RunAsync("--Host:Sample=false", setting, "--Host:DataFolder=" + folder);

        Assert.Equal(2, code);
        Assert.Contains(named + " chỉ dùng được trong chế độ mẫu", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_sample_mode_no_secret_has_a_default()
    {
        var (code, words) = await RunAsync("--Host:Sample=false", "--Host:DataFolder=" + folder);

        Assert.Equal(2, code);
        Assert.Contains("Identity:KeyFolder", words, StringComparison.Ordinal);
        Assert.Contains("Notifications:Webhooks:KeyFolder", words, StringComparison.Ordinal);
        Assert.Contains("Dossier:Receipts:KeyPath", words, StringComparison.Ordinal);
        Assert.Contains("Audit:KeyPath", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_setting_is_named_at_once()
    {
        var (code, words) = await RunAsync("--Host:Address=khong-phai-dia-chi", "--Host:DataFolder= ");

        Assert.Equal(2, code);
        Assert.Contains("Host:Address", words, StringComparison.Ordinal);
        Assert.Contains("Host:DataFolder", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_path_file_stops_the_start_and_names_its_faults()
    {
        var paths = Directory.CreateDirectory(Path.Combine(folder, "paths")).FullName;
        File.WriteAllText(Path.Combine(paths, "hong.json"), "{\"definitionId\": \"x\", \"root\": {\"type\": \"Elsa.Sequence\"}}");

        var (code, words) = await RunAsync("--Dossier:PathsFolder=" + paths, "--Host:DataFolder=" + folder);

        Assert.Equal(2, code);
        Assert.Contains("hong.json", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_never_share_a_data_folder()
    {
        await using var host = new HostProcess(Program, folder);
        await host.StartAsync();

        var (code, words) = await RunAsync($"--Host:Address=http://127.0.0.1:{Loopback.FreePort()}", "--Host:DataFolder=" + folder);

        Assert.Equal(2, code);
        Assert.Contains("đang được một tiến trình khác dùng", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_administrator_is_made_by_a_command_once()
    {
        var keys = Directory.CreateDirectory(Path.Combine(folder, "keys")).FullName;
        await RunProgramAsync("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", Path.Combine(keys, "receipts.pem"));
        await RunProgramAsync("openssl", "rand", "-out", Path.Combine(keys, "portal.key"), "48");
        string[] command =
        [
            "create-administrator",
            "--user",
            "quantri",
            "--province",
            "42",
            "--province-name",
            "Tỉnh Hà Tĩnh",
            "--Host:Sample=false",
            "--Host:DataFolder=" + folder,
            "--Identity:KeyFolder=" + keys,
            "--Notifications:Webhooks:KeyFolder=" + keys,
            "--Dossier:Receipts:KeyPath=" + Path.Combine(keys, "receipts.pem"),
            "--Audit:KeyPath=" + Path.Combine(keys, "receipts.pem"),
            "--Portal:KeyPath=" + Path.Combine(keys, "portal.key"),
        ];

        var (first, words) = await RunAsync(command);
        var (second, refusal) = await RunAsync(command);

        Assert.Equal(0, first);
        Assert.Contains("chỉ hiện một lần", words, StringComparison.Ordinal);
        Assert.Equal(1, second);
        Assert.Contains("Đã có quản trị viên", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reconciliation_by_command_reports_and_exits_with_0_when_nothing_is_left()
    {
        var (code, words) = await RunAsync("reconcile", "--Host:DataFolder=" + folder);

        Assert.Equal(0, code);
        Assert.Contains("sửa 0, còn lại 0", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_leave_by_otlp_when_a_collector_is_named()
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{Loopback.FreePort()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        await using var host = new HostProcess(
            Program,
            folder,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            }
        );
        var received = collector.GetContextAsync();
        await host.StartAsync();

        var request = await received.WaitAsync(Eventually.Limit);

        Assert.Equal("POST", request.Request.HttpMethod);
        Assert.StartsWith("/v1/", request.Request.Url!.AbsolutePath, StringComparison.Ordinal);
        request.Response.Close();
    }

    [Fact]
    public async Task The_scenarios_are_listed()
    {
        var (code, words) = await RunAsync("rehearse", "--list");

        Assert.Equal(0, code);
        Assert.Contains("ba-cap", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_scenario_ends_with_1()
    {
        var (code, words) = await RunAsync("rehearse", "khong-co");

        Assert.Equal(1, code);
        Assert.Contains("rehearse --list", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_prints_its_result_last_and_its_audit_verifies_until_edited()
    {
        var (code, words) = await RunAsync("rehearse", "hai-cap");

        Assert.True(code == 0, words);
        var result = JsonElement.Parse(words.TrimEnd().Split('\n')[^1]);
        Assert.Equal("hai-cap", result.GetProperty("rehearsal").GetString());
        Assert.Equal(1, result.GetProperty("recognised").GetInt32());
        Assert.Equal("verified", result.GetProperty("audit").GetString());

        var export = Directory.GetFiles(Path.Combine(folder, "artifacts", "rehearsals", "hai-cap"), "audit-*.json").Single();
        Assert.Equal(0, (await RunAsync("audit", "verify", export)).Code);
        await CheckWholeAsync(Path.GetDirectoryName(export)!, export);
        var stored = Directory.GetFiles(Path.GetDirectoryName(export)!, "proof-*.json").Single();
        Assert.Equal(0, (await RunAsync("audit", "verify", export, "--assessment", stored)).Code);
        File.WriteAllText(stored, File.ReadAllText(stored).Replace("\"count\"", "\"counted\"", StringComparison.Ordinal));
        var (different, what) = await RunAsync("audit", "verify", export, "--assessment", stored);
        Assert.Equal(1, different);
        Assert.Contains("kết quả tổng hợp đã bị xóa", what, StringComparison.Ordinal);
        File.WriteAllText(export, File.ReadAllText(export).Replace("1010/QĐ-UBND", "1011/QĐ-UBND", StringComparison.Ordinal));
        var (broken, why) = await RunAsync("audit", "verify", export);
        Assert.Equal(1, broken);
        Assert.Contains("KHÔNG nguyên vẹn", why, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The exported heads beside an export, and everything that is stored, until a row of it is edited.</summary>
    private async Task CheckWholeAsync(string data, string export)
    {
        string[] heads = ["--heads", Path.Combine(data, "audit-heads"), "--key", Path.Combine(data, "keys", "audit.pem")];
        var (known, why) = await RunAsync(["audit", "verify", export, .. heads]);
        Assert.True(known == 0, why);
        Assert.Equal(1, (await RunAsync(["audit", "verify", export, .. heads[..2]])).Code);

        string[] everything = ["audit", "verify", "--Host:DataFolder=" + data];
        var (whole, all) = await RunAsync(everything);
        Assert.True(whole == 0, all);
        await using (var identity = new SqliteConnection($"Data Source={Path.Combine(data, "identity.db")};Pooling=False"))
        {
            await identity.OpenAsync();
            Assert.Equal(1, identity.Run("""UPDATE "UnitPeriods" SET "Name" = "Name" || '!' WHERE rowid = 1"""));
        }

        var (edited, what) = await RunAsync(everything);
        Assert.Equal(1, edited);
        Assert.Contains("identity: ", what, StringComparison.Ordinal);
    }

    private Task<(int Code, string Text)> RunAsync(params string[] arguments) => RunProgramAsync("dotnet", [Program, .. arguments]);

    private async Task<(int Code, string Text)> RunProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                WorkingDirectory = folder,
            }
        )!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(Eventually.Limit).Token);
        return (process.ExitCode, await errors + await output);
    }
}
