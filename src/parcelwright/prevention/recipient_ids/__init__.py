"""Numbers of recipients that customs asks for, one file a country."""
