using System.Security.Cryptography;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime.Modules;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>The app's own modules in an interpreter, with what of a browser they ask for: hashes, text and base64.</summary>
internal sealed class Script
{
    /// <summary>What browsers have and the interpreter has not; base64 and hashes are .NET's, another's than the app's.</summary>
    private const string Browser = """
        globalThis.TextEncoder = class { encode(text) { return Uint8Array.from(net.utf8(text)); } };
        globalThis.btoa = text => net.btoa(text);
        globalThis.atob = text => { const raw = net.atob(text); if (raw === null) { throw new Error("no base64"); } return raw; };
        globalThis.crypto = { subtle: { digest: async (name, bytes) => Uint8Array.from(net.digest(name, Array.from(bytes))).buffer } };
        globalThis.bytes = hex => Uint8Array.from(hex.match(/../g) || [], digits => parseInt(digits, 16));
        """;

    private readonly Engine _engine;

    /// <param name="imports">Names and the module that has them: <c>("contradictions", "forms/checks.js")</c>.</param>
    public Script(params (string Name, string Module)[] imports)
    {
        _engine = new Engine(options => options.EnableModules(new Loader()));
        _engine.SetValue("net", new Host());
        _engine.Execute(Browser);
        foreach (var (name, module) in imports)
        {
            _engine.SetValue(name, _engine.Modules.Import($"/{module}").Get(name));
        }
    }

    /// <summary>Evaluates an expression; a promise is waited for.</summary>
    public JsValue Of(string expression, params (string Name, object Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            _engine.SetValue(name, value);
        }

        return _engine.Evaluate(expression).UnwrapIfPromise();
    }

    /// <summary>The same, as JSON.</summary>
    public string Json(string expression, params (string Name, object Value)[] values) =>
        Of($"(async () => JSON.stringify(await ({expression})))()", values).AsString();

    private sealed class Host
    {
        public double[] utf8(string text) => [.. Encoding.UTF8.GetBytes(text).Select(b => (double)b)];

        public string btoa(string text) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text));

        public string? atob(string text)
        {
            try
            {
                return Encoding.Latin1.GetString(Convert.FromBase64String(text));
            }
            catch (FormatException)
            {
                return null;
            }
        }

        public double[] digest(string name, double[] bytes)
        {
            byte[] data = [.. bytes.Select(b => (byte)b)];
            return [.. (name == "SHA-512" ? SHA512.HashData(data) : SHA256.HashData(data)).Select(b => (double)b)];
        }
    }

    private sealed class Loader : ModuleLoader
    {
        public override ResolvedSpecifier Resolve(string? referencingModuleLocation, ModuleRequest moduleRequest)
        {
            var from = new Uri(new Uri("http://phone.example"), referencingModuleLocation ?? "/");
            var path = new Uri(from, moduleRequest.Specifier).AbsolutePath;
            return new ResolvedSpecifier(moduleRequest, path, new Uri(from, path), SpecifierType.RelativeOrAbsolute);
        }

        protected override string LoadModuleContents(Engine engine, ResolvedSpecifier resolved) =>
            Encoding.UTF8.GetString(CaptureFiles.Compiled.At(resolved.Key[1..])!.Body.Span);
    }
}
