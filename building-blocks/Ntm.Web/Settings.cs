using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ntm.Web;

/// <summary>
/// Registers options classes so that each is checked before the process starts: unreadable values, the annotations of
/// the properties, and what the class says of values that depend on each other.
/// </summary>
public static class Settings
{
    /// <summary>How the names of settings end that hold a secret themselves and not where it lies.</summary>
    private static readonly string[] Secret = ["Password", "ConnectionString"];

    /// <summary>Binds an options class to its section; a second registration of the same class changes nothing.</summary>
    /// <param name="services">Services of the process.</param>
    /// <param name="section">Section of the configuration.</param>
    /// <param name="complete">Sets defaults that follow from other settings.</param>
    /// <param name="check">Faults that annotations cannot express, in Vietnamese.</param>
    public static IServiceCollection AddSettings<TOptions>(
        this IServiceCollection services,
        string section,
        Action<TOptions, IConfiguration>? complete = null,
        Func<TOptions, IConfiguration, IEnumerable<string>>? check = null
    )
        where TOptions : class, new()
    {
        if (services.Any(part => part.ImplementationInstance is SettingsSection<TOptions>))
        {
            return services;
        }

        var settings = new SettingsSection<TOptions>(section, complete, check);
        services.AddSingleton(settings);
        services.AddSingleton<SettingsSection>(settings);
        services.AddSingleton<IValidateOptions<TOptions>>(provider => new SettingsValidation<TOptions>(
            settings,
            provider.GetRequiredService<IConfiguration>()
        ));
        services
            .AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => settings.Fill(options, configuration))
            .ValidateOnStart();
        return services;
    }

    /// <summary>Every fault of every registered options class at once; empty when the process may start.</summary>
    /// <param name="builder">The process, with all its modules.</param>
    /// <param name="only">Which classes count; null for all.</param>
    public static IReadOnlyList<string> SettingsFaults(this WebApplicationBuilder builder, Func<Type, bool>? only = null) =>
        [
            .. builder
                .Services.Select(part => part.ImplementationInstance)
                .OfType<SettingsSection>()
                .Where(settings => only is null || only(settings.OptionsType))
                .DistinctBy(settings => settings.OptionsType)
                .SelectMany(settings => settings.Faults(builder.Configuration)),
        ];

    /// <summary>Reads options while the process is still being built; what cannot be read keeps its default and is refused before the
    /// start.</summary>
    public static TOptions Read<TOptions>(IConfiguration configuration, string section)
        where TOptions : class, new()
    {
        var options = new TOptions();
        Bind(options, configuration.GetSection(section), []);
        return options;
    }

    internal static void Bind(object target, IConfiguration section, ICollection<string> faults)
    {
        foreach (var property in Writable(target))
        {
            var setting = section.GetSection(property.Name);
            if (IsNested(property))
            {
                Bind(property.GetValue(target)!, setting, faults);
            }
            else if (setting.Exists())
            {
                Set(target, property, setting, faults);
            }
        }
    }

    internal static void Check(object target, string path, ICollection<string> faults)
    {
        foreach (var property in Writable(target))
        {
            var (name, value) = ($"{path}:{property.Name}", property.GetValue(target));
            if (IsNested(property))
            {
                Check(value!, name, faults);
            }

            var wrong = property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(value));
            if (wrong is not null)
            {
                faults.Add(
                    wrong switch
                    {
                        RequiredAttribute => $"Thiếu cấu hình {name}.",
                        RangeAttribute range => $"{name} phải từ {range.Minimum} đến {range.Maximum}, không phải {value}.",
                        _ => $"{name} {wrong.ErrorMessage}",
                    }
                );
            }
        }
    }

    /// <summary>The values by their names; of what must stay secret only that it is set.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Values(object target, string path) =>
        Writable(target)
            .SelectMany(property =>
            {
                var (name, value) = ($"{path}:{property.Name}", property.GetValue(target));
                return IsNested(property) ? Values(value!, name) : [KeyValuePair.Create(name, TextOf(property, value))];
            });

    private static string TextOf(PropertyInfo property, object? value) =>
        value is string[] list ? string.Join(", ", list)
        : Convert.ToString(value, CultureInfo.InvariantCulture) is not { Length: > 0 } text ? ""
        : Secret.Any(end => property.Name.EndsWith(end, StringComparison.Ordinal)) ? "***"
        : text;

    private static void Set(object target, PropertyInfo property, IConfigurationSection setting, ICollection<string> faults)
    {
        try
        {
            var value = setting.Get(property.PropertyType);
            if (value is Enum && !Enum.IsDefined(value.GetType(), value))
            {
                throw new InvalidOperationException("No member of the enumeration has this number.");
            }

            if (value is not null)
            {
                property.SetValue(target, value);
            }
        }
        catch (InvalidOperationException)
        {
            faults.Add($"{setting.Path}: không đọc được giá trị '{setting.Value}'.");
        }
    }

    private static IEnumerable<PropertyInfo> Writable(object target) =>
        target.GetType().GetProperties().Where(property => property.CanWrite);

    private static bool IsNested(PropertyInfo property) =>
        property.PropertyType is { IsClass: true, IsArray: false } type && type.Namespace!.StartsWith("Ntm.", StringComparison.Ordinal);
}

/// <summary>One options class and the section it is read from.</summary>
public abstract class SettingsSection
{
    public abstract Type OptionsType { get; }

    public abstract IReadOnlyList<string> Faults(IConfiguration configuration);

    /// <summary>Each setting of the section with the value in force; of what must stay secret only that it is set.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> Values(IConfiguration configuration);
}

internal sealed class SettingsSection<TOptions>(
    string section,
    Action<TOptions, IConfiguration>? complete,
    Func<TOptions, IConfiguration, IEnumerable<string>>? check
) : SettingsSection
    where TOptions : class, new()
{
    public override Type OptionsType => typeof(TOptions);

    public override IReadOnlyList<string> Faults(IConfiguration configuration)
    {
        var (options, faults) = (new TOptions(), new List<string>());
        Settings.Bind(options, configuration.GetSection(section), faults);
        complete?.Invoke(options, configuration);
        Settings.Check(options, section, faults);
        faults.AddRange(check?.Invoke(options, configuration) ?? []);
        return faults;
    }

    public override IEnumerable<KeyValuePair<string, string>> Values(IConfiguration configuration)
    {
        var options = new TOptions();
        Fill(options, configuration);
        return Settings.Values(options, section);
    }

    public void Fill(TOptions options, IConfiguration configuration)
    {
        Settings.Bind(options, configuration.GetSection(section), []);
        complete?.Invoke(options, configuration);
    }
}

internal sealed class SettingsValidation<TOptions>(SettingsSection settings, IConfiguration configuration) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        settings.Faults(configuration) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
