using System.Text;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

public class VerifierKeyTests
{
    // The Go checksum database; Sigstore's Rekor; three log witnesses of the public network.
    [Theory]
    [InlineData("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", SignatureType.Ed25519)]
    [InlineData(
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4Q"
            + "vFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=",
        SignatureType.EcdsaP256
    )]
    [InlineData("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2", SignatureType.Cosignature)]
    [InlineData("witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv", SignatureType.Cosignature)]
    [InlineData(
        "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
        SignatureType.Cosignature
    )]
    public void Published_keys_are_read_and_written(string vkey, SignatureType type)
    {
        VerifierKey.TryParse(vkey, out var key, out var error).ShouldBeTrue(error);
        key!.Type.ShouldBe(type);
        key.ToString().ShouldBe(vkey);
        VerifierKey.TryParse(vkey, out var again, out _).ShouldBeTrue();
        again.ShouldBe(key);
    }

    [Theory]
    [InlineData(null, "not of the form")]
    [InlineData("", "not of the form")]
    [InlineData("a+033de0ae", "not of the form")]
    [InlineData("+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "not a key name")]
    [InlineData("sum golang+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "not a key name")]
    [InlineData("sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "8 lowercase")]
    [InlineData("sum.golang.org+33de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "8 lowercase")]
    [InlineData("sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "does not belong")]
    [InlineData("sum.golang.com+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "does not belong")]
    [InlineData("sum.golang.org+033de0ae+Bc4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "0x05 is not supported")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "0x65 is not supported")]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEQ==", "has 32 bytes, not 36")]
    [InlineData("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuA==", "has 32 bytes")]
    [InlineData("a+033de0ae+AQ==", "not canonical base64 of a type and a key")]
    [InlineData("a+033de0ae+", "not canonical base64 of a type and a key")]
    [InlineData("a+033de0ae+A!==", "not canonical base64 of a type and a key")]
    [InlineData(
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4Q"
            + "vFK/4sueRoVj//QP22Ni4Qt9DPfkWLg=",
        "point on P-256"
    )]
    public void What_is_not_exactly_a_key_is_refused_with_its_reason(string? vkey, string reason)
    {
        VerifierKey.TryParse(vkey, out var key, out var error).ShouldBeFalse();
        key.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void No_changed_or_missing_character_of_a_key_is_let_through()
    {
        const string Key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        for (var i = 0; i < Key.Length; i++)
        {
            foreach (var c in "aA0+/= \u00e9")
            {
                if (c != Key[i])
                {
                    VerifierKey.TryParse($"{Key[..i]}{c}{Key[(i + 1)..]}", out _, out _).ShouldBeFalse($"{c} at {i}");
                }
            }
            VerifierKey.TryParse(Key.Remove(i, 1), out _, out _).ShouldBeFalse($"without {i}");
        }
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("example.com/log42", true)]
    [InlineData("日本語-é", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a b", false)]
    [InlineData("a+b", false)]
    [InlineData("a\u2028b", false)]
    [InlineData("é+", false)]
    [InlineData("é\u0001", false)]
    public void A_key_name_has_no_space_plus_or_control_character(string? name, bool valid) => KeyNames.IsValid(name).ShouldBe(valid);

    [Fact]
    public void Half_a_surrogate_pair_names_no_key()
    {
        KeyNames.IsValid("\ud83d\uddf3").ShouldBeTrue();
        KeyNames.IsValid("\ud83d").ShouldBeFalse();
        KeyNames.IsValid("\ud83d\ufffd").ShouldBeFalse();
    }

    [Fact]
    public void One_key_in_two_roles_has_two_identities()
    {
        var raw = new byte[32];
        VerifierKey.Ed25519("a", raw).KeyId.ShouldNotBe(VerifierKey.Cosigner("a", raw).KeyId);
        VerifierKey.Ed25519("a", raw).ShouldNotBe(VerifierKey.Cosigner("a", raw));
        VerifierKey.Ed25519("a", raw).ShouldNotBe(VerifierKey.Ed25519("b", raw));
    }

    [Fact]
    public void A_key_of_the_wrong_form_is_a_bug_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => VerifierKey.Ed25519("a", new byte[31]));
        Should.Throw<ArgumentException>(() => VerifierKey.Ed25519("a b", new byte[32]));
        Should.Throw<ArgumentException>(() => VerifierKey.EcdsaP256("a", new byte[91]));
    }

    // Signed tree heads of sum.golang.org, as found in public records.
    [Theory]
    [InlineData(
        "go.sum database tree\n65209736\n5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=\n\n"
            + "— sum.golang.org Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8=\n"
    )]
    [InlineData(
        "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
            + "— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n"
    )]
    [InlineData(
        "go.sum database tree\n3935567\nSapHtgdNCeF00Cx8kqztePV24kgzNg++Xovae42HAMw=\n\n"
            + "— sum.golang.org Az3grsm7Wm4CVNR1RHq9BFnu9jzcRlU2uw7lr0gfUWgO6+rqPNjT+fUTl9gH0NRTgdwW9nItuQSMbhSaLCsk8YeYSAs=\n"
    )]
    public void Tree_heads_of_the_Go_checksum_database_verify(string head)
    {
        VerifierKey.TryParse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", out var key, out _).ShouldBeTrue();
        Note.TryParse(Encoding.UTF8.GetBytes(head), out var note, out var error).ShouldBeTrue(error);
        note!.VerifySignatures(key).ShouldBe([key]);
        Note.TryParse(Encoding.UTF8.GetBytes(head.Replace("tree\n", "tree\n1", StringComparison.Ordinal)), out note, out error)
            .ShouldBeTrue(error);
        note!.VerifySignatures([key], out var bad).ShouldBeEmpty();
        bad.ShouldBe(key);
    }

    // Checkpoints of Sigstore's Rekor, as found in public records. It does not normalise s: the last is as valid under
    // plain ECDSA and refused here.
    [Theory]
    [InlineData(
        "rekor.sigstore.dev - 2605736670972794746\n93750551\nKgKiXoOl8rM5d4y6Xlbm2QLftvj/FYvTs6z7dJlNO60=\n\n"
            + "— rekor.sigstore.dev wNI9ajBEAiBkLzdjY8A9HReU7rmtjwZ+JpSuYtEr9SmvSwUIW7FBjgIgKo+v"
            + "hkW3tqc+gc8fw9gza3xLoncA8a+MTaJYCaLGA9c=\n",
        true
    )]
    [InlineData(
        "rekor.sigstore.dev - 2605736670972794746\n21428036\nrxnoKyFZlJ7/R6bMh/d3lcqwKqAy5CL1LcNBJP17kgQ=\n"
            + "Timestamp: 1688058656037355364\n\n— rekor.sigstore.dev wNI9ajBFAiEAuDk7uu5Ae8Own/MjhSZNuVzbLuYH2jBMxbSA0WaNDNACIDV4"
            + "reKpYiOpkwtvazCClnpUuduF2o/th2xR3gRZAUU4\n",
        true
    )]
    [InlineData(
        "rekor.sigstore.dev - 2605736670972794746\n75408393\nFnnj13Uu1jdksPc4HZLapKX329dVlD5+MGNsiqBq1XM=\n\n"
            + "— rekor.sigstore.dev wNI9ajBFAiBTyiBM9WtyOTgohje6QZ5rFGJUdMq7Wk3A6oThE98SUgIhAMvx"
            + "Dwa7FyqRqg+YV3rdPPrfS23w19iK+piMSGVOmP5w\n",
        false
    )]
    public void Checkpoints_of_Rekor_verify_where_s_is_low(string checkpoint, bool low)
    {
        VerifierKey
            .TryParse(
                "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEH"
                    + "A0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=",
                out var key,
                out _
            )
            .ShouldBeTrue();
        Note.TryParse(Encoding.UTF8.GetBytes(checkpoint), out var note, out var error).ShouldBeTrue(error);
        var signature = note!.Signatures[0].Signature;
        EcdsaP256.VerifySystem(key.PublicKey.Span, note.Text.Span, signature.Span).ShouldBeTrue();
        EcdsaP256.IsStrictSignature(signature.Span).ShouldBe(low);
        note.VerifySignatures(key).Count.ShouldBe(low ? 1 : 0);
    }
}
