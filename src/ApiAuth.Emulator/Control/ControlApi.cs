using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiAuth.Emulator.Faults;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;
using ApiAuth.Emulator.Tls;
using Microsoft.Extensions.Hosting;

namespace ApiAuth.Emulator.Control;

/// <summary>The emulator's own interface, on the same port as the services. Its requests are not in the log and meet no faults.</summary>
internal sealed class ControlApi(
    EmulatorState state, ReceivedRequestLog log, FaultTable faults, Origins origins, ServerCertificate certificate, IHostApplicationLifetime lifetime)
{
    private const string Prefix = "/_emulator";

    public static bool Owns(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix);

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(Prefix);
        Get(group, "", _ => new { baseAddress = origins.Main, otherOrigin = origins.Other, now = state.Time.GetUtcNow() });
        Get(group, "/log", context => log.Find(FilterOf(context.Request.Query)));
        Get(group, "/log/count", context => new { count = log.Count(FilterOf(context.Request.Query)) });
        Delete(group, "/log", log.Clear);
        Get(group, "/faults", _ => faults.List());
        Send<Fault>(group, "POST", "/faults", fault =>
        {
            faults.Add(fault);
            return faults.List();
        });
        Delete(group, "/faults", faults.Clear);
        Send<ServiceBody>(group, "POST", "/tokens/expire", body => EndTokens(body, TokenEnd.Expired));
        Send<ServiceBody>(group, "POST", "/tokens/revoke", body => EndTokens(body, TokenEnd.Revoked));
        Send<UserBody>(group, "POST", "/users/block", body => SetBlocked(body, true));
        Send<UserBody>(group, "POST", "/users/unblock", body => SetBlocked(body, false));
        Send<KeyBody>(group, "POST", "/keys/rotate", RotateKey);
        Send<ClockBody>(group, "POST", "/clock", SetSkew);
        Send<CertificateBody>(group, "POST", "/certificate", ReplaceCertificate);
        Get(group, "/settings", _ => state.Settings);
        Send<JsonObject>(group, "PATCH", "/settings", PatchSettings);
        Get(group, "/accounts", _ => state.Accounts);
        Send<ServiceBody>(group, "POST", "/reset", _ => Reset());
        Send<ServiceBody>(group, "POST", "/shutdown", _ => Shutdown());
    }

    private static void Get(RouteGroupBuilder group, string path, Func<HttpContext, object> answer) =>
        Map(group, "GET", path, context => Task.FromResult(answer(context)));

    private static void Delete(RouteGroupBuilder group, string path, Action action) => Map(group, "DELETE", path, _ =>
    {
        action();
        return Task.FromResult<object>(new { });
    });

    private static void Send<TBody>(RouteGroupBuilder group, string method, string path, Func<TBody, object> answer) =>
        Map(group, method, path, async context => answer(await ReadAsync<TBody>(context)));

    private static void Map(RouteGroupBuilder group, string method, string path, Func<HttpContext, Task<object>> answer)
    {
        RequestDelegate handler = context => AnswerAsync(context, answer);
        group.MapMethods(path, [method], handler);
    }

    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<object>> answer)
    {
        try
        {
            await WriteAsync(context, await answer(context), StatusCodes.Status200OK);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or OverflowException)
        {
            await WriteAsync(context, new { message = exception.Message }, StatusCodes.Status400BadRequest);
        }
        catch (KeyNotFoundException exception)
        {
            await WriteAsync(context, new { message = exception.Message }, StatusCodes.Status404NotFound);
        }
    }

    private static Task WriteAsync(HttpContext context, object value, int status) =>
        Answer.BytesAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, EmulatorJson.Format), "application/json;charset=UTF-8", status);

    /// <summary>No body at all is an empty object.</summary>
    private static async Task<TBody> ReadAsync<TBody>(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        ReadOnlySpan<byte> json = body.Length == 0 ? "{}"u8 : body.GetBuffer().AsSpan(0, (int)body.Length);
        return JsonSerializer.Deserialize<TBody>(json, EmulatorJson.Format) ?? throw new JsonException("The body is null.");
    }

    private static LogFilter FilterOf(IQueryCollection query) => new()
    {
        Service = query["service"],
        Path = query["path"],
        Operation = query["operation"],
        Origin = query["origin"],
        Status = query["status"] is [{ } status] ? int.Parse(status, CultureInfo.InvariantCulture) : null,
        Since = query["since"] is [{ } since] ? long.Parse(since, CultureInfo.InvariantCulture) : null,
    };

    private object EndTokens(ServiceBody body, TokenEnd reason) =>
        new { count = body.Service is null ? state.EndTokens(reason) : Find(body.Service).EndTokens(reason) };

    private object SetBlocked(UserBody body, bool blocked) => Find(body.Service).SetBlocked(body.UserName, blocked)
        ? new { body.Service, body.UserName, blocked }
        : throw new KeyNotFoundException($"{body.Service} has no user '{body.UserName}'.");

    private object RotateKey(KeyBody body) => Find(body.Service).RotateKey(body.Key) is { } key
        ? new { body.Service, key }
        : throw new KeyNotFoundException($"{body.Service} has no such key.");

    private object SetSkew(ClockBody body)
    {
        TimeSpan skew = TimeSpan.FromSeconds(body.SkewSeconds);
        _ = state.Time.GetUtcNow() + skew;
        state.DateSkew = skew;
        return body;
    }

    private object ReplaceCertificate(CertificateBody body)
    {
        X509Certificate2 issued = certificate.Replace(body.Name, body.DaysLeft);
        return new { issued.Subject, issued.Issuer, issued.NotAfter };
    }

    private EmulatorSettings PatchSettings(JsonObject patch)
    {
        JsonObject settings = JsonSerializer.SerializeToNode(state.Settings, EmulatorJson.Format)!.AsObject();
        Merge(settings, patch);
        return state.Settings = settings.Deserialize<EmulatorSettings>(EmulatorJson.Format)!;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private object Reset()
    {
        state.Reset();
        certificate.Reset();
        faults.Clear();
        log.Clear();
        return new { };
    }

    private object Shutdown()
    {
        lifetime.StopApplication();
        return new { };
    }

    private IEmulatedService Find(string service) =>
        state.FindService(service) ?? throw new KeyNotFoundException($"There is no service '{service}'.");

    private sealed record ServiceBody(string? Service = null);

    private sealed record UserBody(string Service, string UserName);

    private sealed record KeyBody(string Service, string? Key = null);

    private sealed record CertificateBody(string? Name = null, int? DaysLeft = null);

    private sealed record ClockBody(double SkewSeconds);
}
